namespace PeerRpc.Testing.Simulation.Network;

/// <summary>
/// How well a network, or a node's way into it, carries bytes. Connections behave as those of TCP do.
/// </summary>
public sealed record NetworkConditions
{
    /// <summary>How long a byte takes from one node to the other, at least; 1 ms by default.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// How much longer it may take; 1 ms by default. Bytes never overtake one another.
    /// </summary>
    public TimeSpan Jitter { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// How many bytes per second a connection carries in each direction; 0, the default, for any number.
    /// </summary>
    public long BytesPerSecond { get; init; }

    /// <summary>
    /// How many bytes per second a node takes of what has arrived for it, on each of its connections; 0, the default,
    /// for any number. A slow reader pushes back: what it has not taken fills <see cref="BufferBytes"/>.
    /// </summary>
    public long ReadBytesPerSecond { get; init; }

    /// <summary>
    /// How many bytes of each direction may be under way or wait to be read; 256 KiB by default. A sender waits beyond
    /// that.
    /// </summary>
    public int BufferBytes { get; init; } = 256 * 1024;

    /// <summary>
    /// How likely it is, from 0 to 1, that bytes which were sent together arrive in pieces, at moments of their own;
    /// 0.1 by default. Frames are cut anywhere.
    /// </summary>
    public double Splitting { get; init; } = 0.1;

    /// <summary>The most bytes that are received at once; 64 KiB by default, 1 cuts everywhere.</summary>
    public int LargestRead { get; init; } = 64 * 1024;
}
