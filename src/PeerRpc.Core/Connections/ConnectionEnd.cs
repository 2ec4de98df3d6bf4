using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Connections;

/// <summary>How a connection ended.</summary>
/// <param name="Local">Why this side closed it; null if it did not.</param>
/// <param name="Remote">What the other side said last; null if it said nothing.</param>
/// <param name="Error">What the transport threw, if it broke.</param>
/// <param name="Bug">What handling a frame threw, which is a bug; null if it did not.</param>
internal sealed record ConnectionEnd(GoodbyeFrame? Local, GoodbyeFrame? Remote, Exception? Error, Exception? Bug)
{
    /// <summary>Whether the other side left on purpose, so that nothing of it will come back.</summary>
    public bool RemoteLeft => Remote is { Code: PeerErrorCode.None };

    public override string ToString() =>
        Local is { Message.Length: > 0 } ? Local.Message
        : Remote is { Message.Length: > 0 } ? Remote.Message
        : (Bug ?? Error)?.Message ?? "the connection was closed";
}
