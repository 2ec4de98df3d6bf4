namespace PeerRpc.Generators.Emission;

/// <summary>The codec fields of a generated class: one for each distinct type.</summary>
internal sealed class CodecFields
{
    private readonly List<string> _types;

    public CodecFields(IEnumerable<string> types) => _types = [.. types.Distinct()];

    public string this[string type] => $"_c{_types.IndexOf(type)}";

    public void WriteDeclarations(CodeWriter writer)
    {
        foreach (string type in _types)
            writer.Line($"private readonly {Api.Codec}<{type}> {this[type]};");
    }

    public void WriteAssignments(CodeWriter writer)
    {
        foreach (string type in _types)
            writer.Line($"{this[type]} = serializer.GetCodec<{type}>();");
    }
}
