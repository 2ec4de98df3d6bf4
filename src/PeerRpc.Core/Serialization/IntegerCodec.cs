using System.Globalization;
using System.Numerics;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Serialization;

/// <summary>Integers of at most 64 bits: their digits, with a minus in front of negative ones.</summary>
internal sealed class IntegerCodec<T>(PeerCodec<T> general) : DirectCodec<T>(general)
    where T : struct, IBinaryInteger<T>
{
    // A minus and the 19 digits of the smallest long, or the 20 digits of the largest ulong.
    private const int MaxLength = 20;

    protected override bool TryWrite(PayloadWriter payload, T value)
    {
        bool fits = value.TryFormat(payload.GetSpan(MaxLength), out int written, default, CultureInfo.InvariantCulture);
        payload.Advance(written);
        return fits;
    }

    protected override bool TryRead(ReadOnlySpan<byte> value, out T result)
    {
        if (IsPlain(value))
            return T.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out result);
        result = default;
        return false;
    }

    // The parser of .NET takes leading zeros, a plus and trailing zero bytes, none of which are JSON.
    private static bool IsPlain(ReadOnlySpan<byte> value)
    {
        ReadOnlySpan<byte> digits = value.StartsWith((byte)'-') ? value[1..] : value;
        if (digits.IsEmpty || (digits[0] == '0' && value.Length > 1))
            return false;
        return !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }
}
