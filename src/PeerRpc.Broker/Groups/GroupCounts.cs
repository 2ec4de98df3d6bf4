namespace PeerRpc.Broker.Groups;

/// <summary>What has been sent to groups and by them. For any thread.</summary>
internal sealed class GroupCounts
{
    private long _messages;
    private long _copies;
    private long _dropped;
    private long _missed;
    private long _cut;

    /// <summary>Messages taken.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>Copies given to members.</summary>
    public long Copies => Interlocked.Read(ref _copies);

    /// <summary>Copies that slow members did not get.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Copies that members did not get because they were not connected.</summary>
    public long Missed => Interlocked.Read(ref _missed);

    /// <summary>Slow members that were cut off.</summary>
    public long Cut => Interlocked.Read(ref _cut);

    public void CountMessage() => Interlocked.Increment(ref _messages);

    public void CountCopies(int copies) => Interlocked.Add(ref _copies, copies);

    public void CountDropped(long copies) => Interlocked.Add(ref _dropped, copies);

    public void CountMissed(long copies) => Interlocked.Add(ref _missed, copies);

    public void CountCut() => Interlocked.Increment(ref _cut);
}
