using PeerRpc.Generators.Contracts;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Emission;

/// <summary>Writes the method of a dispatcher that reads and checks the arguments of one contract method.</summary>
internal static class DispatcherMethodWriter
{
    /// <summary>The name of the generated method: readable in a stack trace, and unique among overloads.</summary>
    public static string NameOf(ContractModel contract, int index) => $"{contract.Methods[index].Name}_{index}";

    public static void Write(CodeWriter writer, ContractModel contract, int index, CodecFields codecs)
    {
        MethodModel method = contract.Methods[index];
        // Only obsolete code may call what is obsolete as an error; no pragma helps there.
        if (method.IsObsolete)
            writer.Line("[global::System.ObsoleteAttribute]");
        writer.Open(
            $"private {Api.ValueTask} {NameOf(contract, index)}({Api.Invocation}<{contract.Contract}> invocation)");
        ParameterModel[] arguments = [.. method.WireParameters];
        foreach (ParameterModel argument in arguments)
            writer.Line($"{argument.Type} {argument.Identifier} = {Read(argument, codecs)};");
        foreach (ParameterModel argument in arguments)
            ValidationWriter.WriteArgument(writer, argument);
        writer.Line("return invocation.InvokeAsync(");
        writer.Continuation($"{Tuple(arguments)},");
        string call = $"static (target, arguments, call) => {Call(contract, method)}";
        if (method.ResultCodec is null)
        {
            writer.Continuation($"{call});");
        }
        else
        {
            writer.Continuation($"{call},");
            writer.Continuation($"{codecs[method.ResultCodec]});");
        }
        writer.Close();
    }

    private static string Read(ParameterModel argument, CodecFields codecs)
    {
        string method = argument.RefusesNull ? "ReadNotNull" : "Read";
        string read = $"invocation.{method}({codecs[argument.Codec]}, {Literals.Text(argument.Name)})";
        return argument.Default is { } value ? $"invocation.HasArgument ? {read} : {value.Expression}" : read;
    }

    private static string Tuple(ParameterModel[] arguments) => arguments.Length switch
    {
        0 => $"default({Api.ValueTuple})",
        1 => $"{Api.ValueTuple}.Create({arguments[0].Identifier})",
        _ => $"({string.Join(", ", arguments.Select(a => a.Identifier))})",
    };

    private static string Call(ContractModel contract, MethodModel method)
    {
        // A member of a base interface may be hidden, or be one of two with the same name.
        string target = method.DeclaringType == contract.Contract ? "target" : $"(({method.DeclaringType})target)";
        string call = $"{target}.{Identifiers.Escaped(method.Name)}({string.Join(", ", Arguments(method))})";
        return method.Shape switch
        {
            ReturnShape.Void => $"{{ {call}; return default({Api.ValueTask}); }}",
            ReturnShape.Task => $"new {Api.ValueTask}({call})",
            ReturnShape.TaskOfResult or ReturnShape.AsyncEnumerable or ReturnShape.Observable =>
                $"new {Api.ValueTask}<{method.ResultCodec!.Type}>({call})",
            _ => call,
        };
    }

    private static IEnumerable<string> Arguments(MethodModel method)
    {
        int item = 0;
        foreach (ParameterModel parameter in method.Parameters)
        {
            yield return parameter.Role switch
            {
                ParameterRole.Token => "call.CancellationToken",
                ParameterRole.Call => "call",
                _ => $"arguments.Item{++item}",
            };
        }
    }
}
