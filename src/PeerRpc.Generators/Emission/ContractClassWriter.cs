using PeerRpc.Generators.Contracts;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Emission;

/// <summary>Writes the class that describes a contract, makes its proxy and dispatcher, and registers itself.</summary>
internal static class ContractClassWriter
{
    public static void Write(CodeWriter writer, ContractModel contract)
    {
        string name = GeneratedNames.Contract(contract);
        GeneratedNames.OpenClass(writer, name, $"{Api.Contract}<{contract.Contract}>");
        WriteTable(writer, contract);
        writer.Line();
        writer.Open($"private {name}() : base({Literals.Text(contract.Path)}, Table)");
        writer.Close();
        writer.Line();
        writer.Line($"public override {contract.Contract} CreateProxy({Api.Invoker} invoker) =>");
        writer.Continuation($"new {GeneratedNames.Proxy(contract)}(invoker);");
        writer.Line();
        writer.Line(
            $"public override {Api.Dispatcher}<{contract.Contract}> CreateDispatcher({Api.Serializer} serializer) =>");
        writer.Continuation($"new {GeneratedNames.Dispatcher(contract)}(serializer);");
        writer.Line();
        writer.Line("[global::System.Runtime.CompilerServices.ModuleInitializerAttribute]");
        writer.Line($"internal static void Register() => {Api.Contracts}.Register(new {name}());");
        writer.Close();
    }

    private static void WriteTable(CodeWriter writer, ContractModel contract)
    {
        writer.Open($"internal static readonly {Api.Method}[] Table =");
        int index = 0;
        foreach (MethodModel method in contract.Methods)
        {
            string kind = method.IsOneWay ? "OneWay" : "Call";
            writer.Line($"new {Api.Method}(");
            writer.Continuation(
                $"{index++}, {Literals.Text(method.WireName)}, {Api.MethodKind}.{kind}, " +
                $"{Literals.Text(method.ResultSignature)},");
            WriteArray(writer, Api.Parameter, method.WireParameters.Select(Parameter), ",");
            string[] rest = [.. OptionalArguments(method)];
            WriteArray(writer, Api.DeclaredError, method.Errors.Select(Error), rest.Length > 0 ? "," : "),");
            if (rest.Length > 0)
                writer.Continuation($"{string.Join(", ", rest)}),");
        }
        writer.Close("};");
    }

    private static IEnumerable<string> OptionalArguments(MethodModel method)
    {
        // Never both: what carries streams cannot be repeated, and that is diagnosed.
        if (method.CarriesStreams)
            yield return "carriesStreams: true";
        else if (method.IsIdempotent)
            yield return "isIdempotent: true";
        if (method.ResultShape is { } result)
            yield return $"result: {ShapeExpressions.Of(result)}";
    }

    private static string Parameter(ParameterModel parameter)
    {
        string common = $"{Literals.Text(parameter.Name)}, {Literals.Text(parameter.SignatureType)}";
        string rest = parameter.Default is { } value
            ? $"true, {ShapeExpressions.Of(parameter.Shape)}, {value.Expression}"
            : $"false, {ShapeExpressions.Of(parameter.Shape)}";
        return $"new {Api.Parameter}({common}, {rest})";
    }

    private static string Error(ErrorModel error) =>
        $"new {Api.DeclaredError}<{error.DetailType}>({Literals.Text(error.Code)})";

    private static void WriteArray(CodeWriter writer, string type, IEnumerable<string> items, string tail)
    {
        string list = string.Join(", ", items);
        writer.Continuation(list.Length == 0
            ? $"global::System.Array.Empty<{type}>(){tail}"
            : $"new {type}[] {{ {list} }}{tail}");
    }
}
