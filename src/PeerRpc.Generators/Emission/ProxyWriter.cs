using PeerRpc.Generators.Contracts;

namespace PeerRpc.Generators.Emission;

/// <summary>Writes the caller's side of a contract.</summary>
/// <remarks>
/// All methods are explicit implementations, so that nothing in the contract can clash with anything else: methods of
/// two base interfaces, a parameter and a field, a method called ToString.
/// </remarks>
internal static class ProxyWriter
{
    private const string Invoker = "_invoker";

    public static void Write(CodeWriter writer, ContractModel contract)
    {
        // The codecs of results are bound into the methods and need no field.
        var codecs = new CodecFields(contract.Methods.SelectMany(m => m.WireParameters).Select(p => p.Codec));
        GeneratedNames.OpenClass(writer, GeneratedNames.Proxy(contract), contract.Contract);
        codecs.WriteDeclarations(writer);
        for (int i = 0; i < contract.Methods.Count; i++)
        {
            string result = contract.Methods[i].ResultCodec?.Type ?? Api.Nothing;
            writer.Line($"private readonly {Api.RemoteMethod}<{result}> _m{i};");
        }
        if (contract.IsAsyncDisposable)
            writer.Line($"private readonly {Api.Invoker} {Invoker};");
        writer.Line();
        WriteConstructor(writer, contract, codecs);
        for (int i = 0; i < contract.Methods.Count; i++)
        {
            writer.Line();
            ProxyMethodWriter.Write(writer, contract.Methods[i], $"_m{i}", codecs);
        }
        if (contract.IsAsyncDisposable)
            WriteDisposal(writer);
        writer.Close();
    }

    private static void WriteConstructor(CodeWriter writer, ContractModel contract, CodecFields codecs)
    {
        writer.Open($"public {GeneratedNames.Proxy(contract)}({Api.Invoker} invoker)");
        writer.Line($"{Api.Serializer} serializer = invoker.Serializer;");
        codecs.WriteAssignments(writer);
        for (int i = 0; i < contract.Methods.Count; i++)
        {
            string method = $"{GeneratedNames.Contract(contract)}.Table[{i}]";
            writer.Line(contract.Methods[i].ResultCodec is { } result
                ? $"_m{i} = invoker.Bind({method}, {CodecExpressions.Of(result)});"
                : $"_m{i} = invoker.Bind({method});");
        }
        if (contract.IsAsyncDisposable)
            writer.Line($"{Invoker} = invoker;");
        writer.Close();
    }

    private static void WriteDisposal(CodeWriter writer)
    {
        writer.Line();
        writer.Open($"{Api.ValueTask} {Api.AsyncDisposable}.DisposeAsync()");
        writer.Line($"return {Invoker}.ReleaseAsync();");
        writer.Close();
    }
}
