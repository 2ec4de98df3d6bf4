using PeerRpc.Generators.Codecs;
using PeerRpc.Generators.Contracts;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Emission;

/// <summary>Writes the callee's side of a contract.</summary>
internal static class DispatcherWriter
{
    private const string SuppressTrimWarnings =
        "[global::System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessageAttribute(\"Trimming\", \"IL2026\", " +
        "Justification = \"Length attributes stand on strings and collections, which have a length.\")]";

    public static void Write(CodeWriter writer, ContractModel contract)
    {
        IEnumerable<CodecModel> used = contract.Methods.SelectMany(
            m => m.WireParameters.Select(p => p.Codec).Concat(m.ResultCodec is { } result ? [result] : []));
        var codecs = new CodecFields(used);
        string name = GeneratedNames.Dispatcher(contract);
        if (contract.Validation.SuppressTrimWarnings)
            writer.Line(SuppressTrimWarnings);
        GeneratedNames.OpenClass(writer, name, $"{Api.Dispatcher}<{contract.Contract}>");
        ValidationWriter.WriteAttributes(writer, contract.Validation);
        codecs.WriteDeclarations(writer);
        writer.Line();
        writer.Open($"public {name}({Api.Serializer} serializer)");
        codecs.WriteAssignments(writer);
        writer.Close();
        writer.Line();
        WriteDispatch(writer, contract);
        for (int i = 0; i < contract.Methods.Count; i++)
        {
            writer.Line();
            DispatcherMethodWriter.Write(writer, contract, i, codecs);
        }
        ValidationWriter.WriteChecks(writer, contract);
        writer.Close();
    }

    private static void WriteDispatch(CodeWriter writer, ContractModel contract)
    {
        writer.Open(
            $"public override {Api.ValueTask} DispatchAsync(" +
            $"int method, {Api.Invocation}<{contract.Contract}> invocation) => method switch");
        for (int i = 0; i < contract.Methods.Count; i++)
            writer.Line($"{i} => {DispatcherMethodWriter.NameOf(contract, i)}(invocation),");
        writer.Line($"_ => throw new global::System.ArgumentOutOfRangeException({Literals.Text("method")}),");
        writer.Close("};");
    }
}
