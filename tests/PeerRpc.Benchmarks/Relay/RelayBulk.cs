using System.Buffers.Binary;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>Flow control of the relay's bulk, and the frames with a number as body.</summary>
internal static class RelayBulk
{
    /// <summary>Bytes that may be under way between sender and receiver of a route.</summary>
    /// <remarks>
    /// With 256 KiB, WebSocket took 1.2-1.4 times the processor time and lost a fifth of the speed, because each credit
    /// wakes two processes; 1 MiB gained nothing more, and TCP is as fast with all three.
    /// </remarks>
    public const int WindowBytes = 512 * 1024;

    /// <summary>Bytes that the receiver uses before it tells the sender.</summary>
    public const int CreditBytes = WindowBytes / 4;

    /// <summary>Bytes of a frame whose body is a number.</summary>
    public const int NumberFrameSize = RelayHeader.Size + sizeof(ulong);

    /// <summary>Reads the number of a frame.</summary>
    public static long ReadNumber(ReadOnlySpan<byte> frame) =>
        checked((long)BinaryPrimitives.ReadUInt64LittleEndian(frame[RelayHeader.Size..]));

    /// <summary>Writes the number of a frame.</summary>
    public static void WriteNumber(Span<byte> frame, ulong number) =>
        BinaryPrimitives.WriteUInt64LittleEndian(frame[RelayHeader.Size..], number);
}
