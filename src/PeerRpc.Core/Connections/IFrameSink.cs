using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Connections;

/// <summary>Takes the frames that a connection receives; called from its read pump only, one after another.</summary>
internal interface IFrameSink
{
    /// <summary>Handles one frame, without waiting and without running anybody's code.</summary>
    /// <param name="header">The header; its length has been checked.</param>
    /// <param name="body">The body; valid only during the call.</param>
    /// <returns>Null, or why the connection has to be closed.</returns>
    GoodbyeFrame? OnFrame(FrameHeader header, ReadOnlySpan<byte> body);

    /// <summary>Nothing more has come for now: what the frames caused can be flushed.</summary>
    void OnBatchEnd();

    /// <summary>The other side has said its last word; it will close its direction now.</summary>
    void OnGoodbye(GoodbyeFrame goodbye)
    {
    }
}
