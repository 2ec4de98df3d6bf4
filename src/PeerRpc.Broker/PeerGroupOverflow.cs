namespace PeerRpc.Broker;

/// <summary>What becomes of a member of a group that takes its messages more slowly than they are sent.</summary>
public enum PeerGroupOverflow
{
    /// <summary>It misses the oldest ones, and is told how many. The default.</summary>
    DropOldest,

    /// <summary>
    /// Its membership ends with <see cref="PeerErrorCode.SlowConsumer"/>: for groups whose members are worth nothing
    /// once they have missed something.
    /// </summary>
    Cut,
}
