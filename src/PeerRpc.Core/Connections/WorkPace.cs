namespace PeerRpc.Core.Connections;

/// <summary>How long that work takes for which the next receive has waited.</summary>
/// <remarks>
/// It is a field of its owner, not to be copied. Threads that add at the same time may lose what one of them has added,
/// which an average bears.
/// </remarks>
internal struct WorkPace
{
    /// <summary>
    /// What longer work counts as. The system may have given the processor to somebody else meanwhile, which says
    /// nothing about the work.
    /// </summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(1);

    // A receive that has to wait costs 30 to 50 us: two looks at the socket, waking its thread, waking one of the pool.
    // What comes next is not delayed by much more than that costs everybody.
    private static readonly TimeSpan Quick = TimeSpan.FromMicroseconds(250);

    private const int Weight = 8; // the last one is an eighth of the average

    // So often a receive waits all the same: how else would be known that the work has become quick?
    private const int TryEvery = 16;

    private TimeSpan _average;
    private int _passed;

    /// <summary>Whether the next receive should wait for the work: it is quick, or it is time to try.</summary>
    public bool MayWait() => _average < Quick || ++_passed % TryEvery == 0;

    /// <summary>A receive has waited.</summary>
    /// <param name="taken">For so long.</param>
    public void Add(TimeSpan taken) => _average += ((taken < Longest ? taken : Longest) - _average) / Weight;
}
