namespace PeerRpc.Core.Connections;

/// <summary>How long the work takes that what is received at a time gives rise to.</summary>
/// <remarks>
/// It is a field of its owner, not to be copied. Threads that add at the same time may lose what one of them has added,
/// which an average bears.
/// </remarks>
internal struct WorkPace
{
    // Starting a receive that has to wait costs 30 to 50 us: two looks at the socket, waking its thread, waking one of
    // the pool. For a few times that long, reading on here instead costs less than it delays.
    private static readonly TimeSpan Quick = TimeSpan.FromMicroseconds(250);

    // The system may have given the processor to somebody else meanwhile, which says nothing about the work.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(1);

    private const int Weight = 8; // as many of the last ones count

    private TimeSpan _average;

    /// <summary>Whether the work is done in so little time that what comes next can wait for it.</summary>
    public readonly bool IsQuick => _average < Quick;

    /// <summary>Some work has been done.</summary>
    /// <param name="taken">How long it took.</param>
    public void Add(TimeSpan taken) => _average += ((taken < Longest ? taken : Longest) - _average) / Weight;
}
