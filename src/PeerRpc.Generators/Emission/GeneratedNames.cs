using PeerRpc.Generators.Contracts;

namespace PeerRpc.Generators.Emission;

/// <summary>The names of the generated types, and what stands above each of them.</summary>
internal static class GeneratedNames
{
    private static readonly Version Version = typeof(GeneratedNames).Assembly.GetName().Version;

    public static string Proxy(ContractModel contract) => contract.TypeName + "_Proxy";

    public static string Dispatcher(ContractModel contract) => contract.TypeName + "_Dispatcher";

    public static string Contract(ContractModel contract) => contract.TypeName + "_Contract";

    /// <summary>Begins a generated class.</summary>
    public static void OpenClass(CodeWriter writer, string name, string baseType)
    {
        writer.Line(
            "[global::System.CodeDom.Compiler.GeneratedCodeAttribute(" +
            $"\"PeerRpc.Generators\", \"{Version.ToString(3)}\")]");
        writer.Line(
            "[global::System.ComponentModel.EditorBrowsableAttribute(" +
            "global::System.ComponentModel.EditorBrowsableState.Never)]");
        writer.Open($"internal sealed class {name} : {baseType}");
    }
}
