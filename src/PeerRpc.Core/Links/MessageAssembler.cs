using System.Buffers;
using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Links;

/// <summary>Puts the chunks of large messages together.</summary>
/// <remarks>
/// A message may not be longer than the limit, and all that have begun and not been consumed may not be longer than
/// the credit granted; both are known from the first chunk, before memory is taken. The buffer grows with what has
/// really come, by doubling, so a declared length alone costs nothing and the copying stays linear. Guarded by the
/// link's gate.
/// </remarks>
internal sealed class MessageAssembler(LinkSettings settings)
{
    /// <summary>
    /// A message in chunks is longer than this, in bytes. So the credit bounds how many may be unfinished; 16 million
    /// of one byte each would take gigabytes.
    /// </summary>
    public const int ShortestMessage = 16 * 1024;

    private const int FirstBuffer = 64 * 1024;

    private readonly Dictionary<ulong, Partial> _partials = [];
    private ulong _begun;
    private ulong _consumed;
    private ulong _lastId;

    /// <summary>Up to which byte of chunked messages the other side may send.</summary>
    public ulong Credit => _consumed + (ulong)settings.Reassembly;

    /// <summary>Adds a chunk.</summary>
    /// <param name="body">The body of the chunk frame.</param>
    /// <param name="kind">The kind of the message, if it is whole now.</param>
    /// <param name="message">The message, if it is whole now; its memory is not set.</param>
    /// <returns>What to do, or what is wrong.</returns>
    public ChunkOutcome Add(ReadOnlySpan<byte> body, out LinkFrameKind kind, out ReceivedMessage message)
    {
        kind = default;
        message = default;
        var reader = new WireReader(body);
        ulong id = reader.Varint();
        var flags = (ChunkFlags)reader.Byte();
        if (!reader.Succeeded || (flags & ~ChunkFlags.All) != 0)
            return ChunkOutcome.Malformed;
        if ((flags & ChunkFlags.First) != 0)
        {
            ChunkOutcome begun = Begin(id, ref reader);
            if (begun != ChunkOutcome.Incomplete)
                return begun;
        }
        if (!_partials.TryGetValue(id, out Partial? partial) || !partial.TryAppend(reader.Rest))
            return ChunkOutcome.Malformed;
        if ((flags & ChunkFlags.Abandoned) != 0)
            return Abandon(id, partial);
        if ((flags & ChunkFlags.Last) == 0)
            return ChunkOutcome.Incomplete;
        _partials.Remove(id);
        kind = partial.Kind;
        message = new ReceivedMessage(partial.Buffer, 0, partial.Received, null);
        return partial.Received == partial.Total ? ChunkOutcome.Complete : ChunkOutcome.Malformed;
    }

    /// <summary>A message has been read, or thrown away: its room is free again.</summary>
    public void Consume(int length) => _consumed += (ulong)length;

    public void Clear()
    {
        foreach (Partial partial in _partials.Values)
            ArrayPool<byte>.Shared.Return(partial.Buffer);
        _partials.Clear();
    }

    private ChunkOutcome Begin(ulong id, ref WireReader reader)
    {
        var kind = (LinkFrameKind)reader.Byte();
        ulong total = reader.Varint();
        if (!reader.Succeeded || id <= _lastId || total <= ShortestMessage || kind is not (LinkFrameKind.Request
            or LinkFrameKind.Response or LinkFrameKind.Fault or LinkFrameKind.StreamItem or LinkFrameKind.StreamEnd))
            return ChunkOutcome.Malformed;
        if (total > settings.Limits.Message)
            return ChunkOutcome.TooLarge;
        _begun += total;
        if (_begun > Credit)
            return ChunkOutcome.WithoutCredit;
        _lastId = id;
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(total, FirstBuffer));
        _partials.Add(id, new Partial(kind, (int)total, buffer));
        return ChunkOutcome.Incomplete;
    }

    private ChunkOutcome Abandon(ulong id, Partial partial)
    {
        _partials.Remove(id);
        ArrayPool<byte>.Shared.Return(partial.Buffer);
        Consume(partial.Total);
        return ChunkOutcome.Abandoned;
    }

    private sealed class Partial(LinkFrameKind kind, int total, byte[] buffer)
    {
        public LinkFrameKind Kind { get; } = kind;

        public int Total { get; } = total;

        public byte[] Buffer { get; private set; } = buffer;

        public int Received { get; private set; }

        public bool TryAppend(ReadOnlySpan<byte> bytes)
        {
            if (bytes.Length > Total - Received)
                return false;
            if (Buffer.Length - Received < bytes.Length)
            {
                byte[] larger = ArrayPool<byte>.Shared.Rent(
                    (int)Math.Min(Total, Math.Max(2L * Buffer.Length, Received + bytes.Length)));
                Buffer.AsSpan(0, Received).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(Buffer);
                Buffer = larger;
            }
            bytes.CopyTo(Buffer.AsSpan(Received));
            Received += bytes.Length;
            return true;
        }
    }
}
