namespace PeerRpc.Testing.Simulation.Network;

/// <summary>Bytes that come in at one end and go out at the other.</summary>
internal sealed class ByteRing
{
    private byte[] _bytes = new byte[512];
    private int _first;

    public int Count { get; private set; }

    public void Add(ReadOnlySpan<byte> added)
    {
        if (Count + added.Length > _bytes.Length)
            Grow(Count + added.Length);
        int at = (_first + Count) & (_bytes.Length - 1);
        int before = Math.Min(added.Length, _bytes.Length - at);
        added[..before].CopyTo(_bytes.AsSpan(at));
        added[before..].CopyTo(_bytes);
        Count += added.Length;
    }

    /// <summary>Takes as many bytes as the span is long; there are that many.</summary>
    public void Take(Span<byte> taken)
    {
        int before = Math.Min(taken.Length, _bytes.Length - _first);
        _bytes.AsSpan(_first, before).CopyTo(taken);
        _bytes.AsSpan(0, taken.Length - before).CopyTo(taken[before..]);
        _first = (_first + taken.Length) & (_bytes.Length - 1);
        Count -= taken.Length;
    }

    /// <summary>Drops what came in last, until so many are left.</summary>
    public void Truncate(int count) => Count = count;

    private void Grow(int wanted)
    {
        int size = _bytes.Length;
        while (size < wanted)
            size *= 2;
        var larger = new byte[size];
        int count = Count;
        Take(larger.AsSpan(0, count));
        _bytes = larger;
        _first = 0;
        Count = count;
    }
}
