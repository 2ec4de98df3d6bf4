using PeerRpc.Generators.Codecs;

namespace PeerRpc.Generators.Emission;

/// <summary>The codec fields of a generated class: one for each distinct codec.</summary>
internal sealed class CodecFields
{
    private readonly List<CodecModel> _codecs;

    public CodecFields(IEnumerable<CodecModel> codecs) => _codecs = [.. codecs.Distinct()];

    public string this[CodecModel codec] => $"_c{_codecs.IndexOf(codec)}";

    public void WriteDeclarations(CodeWriter writer)
    {
        foreach (CodecModel codec in _codecs)
            writer.Line($"private readonly {Api.Codec}<{codec.Type}> {this[codec]};");
    }

    public void WriteAssignments(CodeWriter writer)
    {
        foreach (CodecModel codec in _codecs)
            writer.Line($"{this[codec]} = {CodecExpressions.Of(codec)};");
    }
}
