namespace PeerRpc;

/// <summary>Messages of a group that this member has not got.</summary>
public sealed class PeerGroupGap
{
    /// <summary>
    /// How many, exactly; <see langword="null"/> if nobody knows, and there may have been none: the broker was
    /// restarted, or this client was away for longer than its id was kept.
    /// </summary>
    public required long? Missed { get; init; }

    /// <summary>Why.</summary>
    public required PeerGroupGapReason Reason { get; init; }
}
