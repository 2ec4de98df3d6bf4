using PeerRpc.Core.Faults;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Streams;

/// <summary>The last word of a producer.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Dropped">How many items were dropped since the last one that was sent.</param>
/// <param name="Fault">Why, if it failed.</param>
internal readonly record struct StreamEndFrame(
    ulong Stream, StreamOutcome Outcome, ulong Dropped, FaultFrame? Fault = null)
{
    /// <summary>How many bytes <see cref="WriteCancelled"/> takes at most.</summary>
    public const int MaxSizeOfCancelled = LinkFrameHeader.Size + Varint.MaxLength + 2;

    /// <summary>Writes the whole link frame about one that was cancelled and of which nothing was dropped.</summary>
    public static int WriteCancelled(Span<byte> bytes, ulong stream)
    {
        int length = LinkFrameHeader.Size + Varint.Write(bytes[LinkFrameHeader.Size..], stream);
        bytes[length++] = (byte)StreamOutcome.Cancelled;
        bytes[length++] = 0;
        return length;
    }

    public void Write(WireWriter writer)
    {
        writer.Varint(Stream).Byte((byte)Outcome).Varint(Dropped);
        Fault?.WriteReason(writer);
    }

    public static bool TryRead(ReadOnlySpan<byte> body, out StreamEndFrame frame)
    {
        var reader = new WireReader(body);
        ulong stream = reader.Varint();
        var outcome = (StreamOutcome)reader.Byte();
        ulong dropped = reader.Varint();
        FaultFrame? fault = outcome == StreamOutcome.Failed ? FaultFrame.ReadReason(0, ref reader) : null;
        frame = new StreamEndFrame(stream, outcome, dropped, fault);
        return reader.IsAtEnd && Enum.IsDefined(outcome) && (fault is not null || outcome != StreamOutcome.Failed);
    }
}
