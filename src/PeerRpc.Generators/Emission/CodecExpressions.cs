using System.Globalization;
using PeerRpc.Generators.Codecs;

namespace PeerRpc.Generators.Emission;

/// <summary>Writes what makes a codec, where a <c>serializer</c> is in sight.</summary>
internal static class CodecExpressions
{
    public static string Of(CodecModel codec) => codec.Kind switch
    {
        CodecKind.Value => $"serializer.GetCodec<{codec.Type}>()",
        CodecKind.LiveObject => $"{Api.Streams}.LiveObject<{codec.Type}>()",
        _ => $"{Api.Streams}.{codec.Kind}({Arguments(codec)})",
    };

    private static string Arguments(CodecModel codec)
    {
        string items = codec.Items is null ? "" : Of(codec.Items);
        return codec.Options is null ? items : $"{items}, {Options(codec.Options)}";
    }

    private static string Options(StreamOptionsModel options)
    {
        var properties = new List<string>();
        if (options.Buffer != 0)
            properties.Add("Buffer = " + options.Buffer.ToString(CultureInfo.InvariantCulture));
        if (options.Overflow is not null)
            properties.Add("Overflow = " + options.Overflow);
        return $"new {Api.StreamOptions} {{ {string.Join(", ", properties)} }}";
    }
}
