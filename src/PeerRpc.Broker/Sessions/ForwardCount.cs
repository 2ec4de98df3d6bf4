namespace PeerRpc.Broker.Sessions;

/// <summary>
/// Counts data frames. Plain fields, because they are written for every frame and read only when metrics are collected.
/// </summary>
internal sealed class ForwardCount
{
    private long _frames;
    private long _bytes;

    public long Frames => Volatile.Read(ref _frames);

    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Counts one frame; for one thread at a time.</summary>
    public void Add(int bytes)
    {
        _frames++;
        _bytes += bytes;
    }

    /// <summary>Adds what another one has counted.</summary>
    public void Add(ForwardCount other)
    {
        _frames += other.Frames;
        _bytes += other.Bytes;
    }
}
