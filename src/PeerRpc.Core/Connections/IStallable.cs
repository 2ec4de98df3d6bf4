namespace PeerRpc.Core.Connections;

/// <summary>Work that one thread does for many, so that a thread that is held up holds up the others, too.</summary>
internal interface IStallable
{
    /// <summary>
    /// Looks whether the work has moved on since the last look, and brings another thread if not. Must not block.
    /// </summary>
    /// <returns>What it has found.</returns>
    WatchedState Look();
}
