namespace PeerRpc.Core.Discovery;

/// <summary>What a batch is a part of.</summary>
internal enum BatchPart
{
    /// <summary>Changes, in addition to what was told before.</summary>
    Changes,

    /// <summary>A snapshot of which more is to come.</summary>
    Snapshot,

    /// <summary>The end of a snapshot: whoever was not in it is not there.</summary>
    SnapshotEnd,
}
