namespace PeerRpc.Core.Links;

/// <summary>The sizes that one side of a link works with.</summary>
internal sealed record LinkSettings
{
    /// <summary>How many bytes the other side may send ahead of an acknowledgement, at first.</summary>
    public int Window { get; init; } = 256 * 1024;

    /// <summary>How small the window becomes where queues on the way are full; the largest chunk must fit.</summary>
    public int SmallestWindow { get; init; } = 128 * 1024;

    /// <summary>As much as keeps a fast connection busy: how far the window grows for a sender in a hurry.</summary>
    public int BusyWindow { get; init; } = 1024 * 1024;

    /// <summary>How far the window grows for a distant sender: half of what a broker queues for a connection.</summary>
    public int LargestWindow { get; init; } = 4 * 1024 * 1024;

    /// <summary>The window while small calls are made over the same connection.</summary>
    public int WindowBesideCalls { get; init; } = 192 * 1024;

    /// <summary>The part of the window that chunks leave free, so that a call finds room beside them.</summary>
    public int KeptForCalls { get; init; } = 64 * 1024;

    /// <summary>How many bytes of messages the other side may have under way in chunks.</summary>
    public int Reassembly { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// Whether the link outlives its path. What leads to the broker does not: nothing is kept for it, and what was
    /// received is acknowledged only to give credit back.
    /// </summary>
    public bool Resumes { get; init; } = true;

    /// <summary>After how long an acknowledgement goes out in any case.</summary>
    public TimeSpan AckAfter { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>What this side accepts.</summary>
    public LinkLimits Limits { get; init; } = new(Message: 4 * 1024 * 1024, Calls: 1024, Streams: 256);

    /// <summary>
    /// How many bytes of a stream the other side may send ahead of what its reader has consumed, once it reads.
    /// </summary>
    public int StreamWindow { get; init; } = 256 * 1024;

    /// <summary>How many items of an observable may wait to be sent, where it does not say so itself.</summary>
    public int StreamBuffer { get; init; } = 256;

    /// <summary>What happens when they all wait, where the observable does not say so itself.</summary>
    public StreamOverflow StreamOverflow { get; init; } = StreamOverflow.Fail;

    /// <summary>How many calls may wait for a place among the unfinished ones, or for the link to open.</summary>
    public int WaitingCalls { get; init; } = 64 * 1024;

    /// <summary>How many bytes the calls that wait may take up.</summary>
    public long WaitingBytes { get; init; } = 64 * 1024 * 1024;
}
