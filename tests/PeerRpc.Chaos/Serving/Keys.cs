namespace PeerRpc.Chaos.Serving;

/// <summary>Names calls and streams so that no two processes of a run use the same name.</summary>
/// <param name="process">The number of the process that names.</param>
internal sealed class Keys(int process)
{
    private const int ProcessShift = 32;
    private const long StreamMark = 1L << 62;

    private long _last;

    public long NextCall() => ((long)process << ProcessShift) + Interlocked.Increment(ref _last);

    public long NextStream() => StreamMark + NextCall();
}
