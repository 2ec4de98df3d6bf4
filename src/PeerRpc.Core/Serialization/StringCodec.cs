using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Serialization;

/// <summary>Strings of printable ASCII without a quote or a backslash: they stand in JSON as they are.</summary>
internal sealed class StringCodec(PeerCodec<string> general) : DirectCodec<string>(general)
{
    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create(Plain());
    private static readonly SearchValues<byte> PlainBytes = SearchValues.Create(Encoding.ASCII.GetBytes(Plain()));

    protected override bool TryWrite(PayloadWriter payload, string value)
    {
        if (value is null || value.AsSpan().ContainsAnyExcept(PlainCharacters))
            return false;
        int length = value.Length + 2;
        Span<byte> bytes = payload.GetSpan(length)[..length];
        bytes[0] = (byte)'"';
        Encoding.Latin1.GetBytes(value, bytes[1..]);
        bytes[^1] = (byte)'"';
        payload.Advance(length);
        return true;
    }

    protected override bool TryRead(ReadOnlySpan<byte> value, [MaybeNullWhen(false)] out string result)
    {
        result = null;
        if (value.Length < 2 || value[0] != '"' || value[^1] != '"')
            return false;
        ReadOnlySpan<byte> text = value[1..^1];
        if (text.ContainsAnyExcept(PlainBytes))
            return false;
        result = Encoding.Latin1.GetString(text);
        return true;
    }

    private static string Plain() =>
        new([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(c => c is not ('"' or '\\'))]);
}
