using PeerRpc.Serialization;

namespace PeerRpc.Core.Serialization;

/// <summary>The two words of JSON for a bool.</summary>
internal sealed class BooleanCodec(PeerCodec<bool> general) : DirectCodec<bool>(general)
{
    protected override bool TryWrite(PayloadWriter payload, bool value)
    {
        ReadOnlySpan<byte> word = value ? "true"u8 : "false"u8;
        word.CopyTo(payload.GetSpan(word.Length));
        payload.Advance(word.Length);
        return true;
    }

    protected override bool TryRead(ReadOnlySpan<byte> value, out bool result)
    {
        result = value.SequenceEqual("true"u8);
        return result || value.SequenceEqual("false"u8);
    }
}
