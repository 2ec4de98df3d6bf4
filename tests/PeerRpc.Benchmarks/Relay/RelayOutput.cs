using System.Buffers;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>A buffer in which frames gather until the connection sends them. Not safe for several threads.</summary>
/// <param name="bytes">How many it holds at first.</param>
internal sealed class RelayOutput(int bytes = 64 * 1024) : IBufferWriter<byte>
{
    // More than every frame that 4 096 calls in flight could leave here; past it something is broken.
    private const int MaxBytes = 16 * 1024 * 1024;
    private byte[] _bytes = new byte[bytes];

    /// <summary>Bytes gathered.</summary>
    public int Count { get; private set; }

    /// <summary>What has gathered; valid until the next write.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Count);

    /// <inheritdoc/>
    public void Advance(int count) => Count += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Count);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Count);
    }

    /// <summary>Appends bytes and gives back where they now stand.</summary>
    public Span<byte> Append(ReadOnlySpan<byte> bytes)
    {
        Span<byte> target = GetSpan(bytes.Length)[..bytes.Length];
        bytes.CopyTo(target);
        Count += bytes.Length;
        return target;
    }

    /// <summary>The bytes from an offset to the end, for filling in what was not known before.</summary>
    public Span<byte> From(int offset) => _bytes.AsSpan(offset, Count - offset);

    /// <summary>Forgets what has gathered and keeps the memory.</summary>
    public void Clear() => Count = 0;

    private void Reserve(int sizeHint)
    {
        int needed = Count + Math.Max(sizeHint, 1);
        if (needed <= _bytes.Length) return;
        if (needed > MaxBytes) throw new InvalidOperationException("The relay's output exceeds 16 MiB.");
        Array.Resize(ref _bytes, Math.Max(needed, _bytes.Length * 2));
    }
}
