using PeerRpc.Core.Connections;

namespace PeerRpc.Core.Links;

/// <summary>Takes the counted frames of a link, in the order of their numbers, each exactly once.</summary>
internal interface ILinkSink
{
    /// <summary>Handles one frame under the link's gate, without waiting and without running anybody's code.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="body">The body; valid only during the call.</param>
    /// <param name="whole">
    /// The same bytes to keep, if they came in chunks: whoever keeps them releases them. Null for a single frame.
    /// </param>
    /// <param name="after">Takes work that is to run once the gate has been left.</param>
    /// <returns>Null, or in what way the frame breaks the protocol.</returns>
    string? OnFrame(LinkFrameKind kind, ReadOnlySpan<byte> body, ReceivedMessage? whole, IWorkSink after);
}
