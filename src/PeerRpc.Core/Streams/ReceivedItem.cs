using PeerRpc.Core.Links;

namespace PeerRpc.Core.Streams;

/// <summary>An item that has come and waits to be read.</summary>
/// <param name="Message">Its bytes.</param>
/// <param name="Cost">What it counts against the stream's credit.</param>
/// <param name="Dropped">How many items were dropped before it.</param>
/// <param name="Attachments">What it carries besides; null for nothing.</param>
internal readonly record struct ReceivedItem(
    ReceivedMessage Message, int Cost, ulong Dropped, IncomingStream[]? Attachments)
{
    /// <summary>Nobody will read it. Under the gate.</summary>
    public void Release()
    {
        Message.Release();
        foreach (IncomingStream attachment in Attachments ?? [])
            attachment.ReleaseUnderGate();
    }
}
