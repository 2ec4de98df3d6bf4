using System.Buffers.Binary;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>The body of a Data frame, seen from the start of the frame: header, <c>u64 call id</c>, payload.</summary>
internal static class RelayData
{
    /// <summary>Where the payload begins in a frame.</summary>
    public const int PayloadOffset = RelayHeader.Size + sizeof(ulong);

    /// <summary>Reads the call id of a frame.</summary>
    public static ulong ReadCallId(ReadOnlySpan<byte> frame) =>
        BinaryPrimitives.ReadUInt64LittleEndian(frame[RelayHeader.Size..]);

    /// <summary>Writes the call id of a frame.</summary>
    public static void WriteCallId(Span<byte> frame, ulong callId) =>
        BinaryPrimitives.WriteUInt64LittleEndian(frame[RelayHeader.Size..], callId);
}
