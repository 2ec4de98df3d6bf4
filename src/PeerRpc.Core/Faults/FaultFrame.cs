using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Faults;

/// <summary>Why a call failed.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Code">What went wrong.</param>
/// <param name="Executed">Whether the method was entered.</param>
/// <param name="Origin">Where it arose.</param>
/// <param name="RetryAfter">When to try again; zero for no advice.</param>
/// <param name="Message">Why, for people.</param>
/// <param name="ErrorCode">The name of a declared error; otherwise empty.</param>
/// <param name="Detail">The payload with the data of a declared error; otherwise empty.</param>
internal sealed record FaultFrame(
    ulong CallId,
    PeerErrorCode Code,
    Executed Executed,
    PeerErrorOrigin Origin,
    TimeSpan RetryAfter,
    string Message,
    string ErrorCode,
    ReadOnlyMemory<byte> Detail)
{
    /// <summary>A fault without advice and data, of a call that is not named yet.</summary>
    public static FaultFrame Of(PeerErrorCode code, Executed executed, PeerErrorOrigin origin, string message) =>
        new(0, code, executed, origin, TimeSpan.Zero, message, "", default);

    public void Write(WireWriter writer) => WriteReason(writer.Varint(CallId));

    /// <summary>Writes all but the call.</summary>
    public void WriteReason(WireWriter writer) => writer
        .Byte((byte)Code).Byte((byte)Executed).Byte((byte)Origin)
        .UInt32((uint)RetryAfter.TotalMilliseconds).Message(Message).Text(ErrorCode).Bytes(Detail.Span);

    /// <summary>Reads a fault; null if it cannot be read.</summary>
    public static FaultFrame? Read(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        return ReadReason(reader.Varint(), ref reader);
    }

    /// <summary>Reads all but the call, up to the end; null if it cannot be read.</summary>
    public static FaultFrame? ReadReason(ulong callId, ref WireReader reader)
    {
        var fault = new FaultFrame(
            callId, (PeerErrorCode)reader.Byte(), (Executed)reader.Byte(), (PeerErrorOrigin)reader.Byte(),
            TimeSpan.FromMilliseconds(reader.UInt32()), reader.Text(WireLimits.Message), reader.Text(WireLimits.Name),
            reader.Bytes(int.MaxValue).ToArray());
        bool known = fault.Code != PeerErrorCode.None && Enum.IsDefined(fault.Code)
            && Enum.IsDefined(fault.Executed) && Enum.IsDefined(fault.Origin);
        return reader.IsAtEnd && known ? fault : null;
    }
}
