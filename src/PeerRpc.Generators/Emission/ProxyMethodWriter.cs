using PeerRpc.Generators.Contracts;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Emission;

/// <summary>Writes one method of a proxy.</summary>
internal static class ProxyMethodWriter
{
    public static void Write(CodeWriter writer, MethodModel method, string field, CodecFields codecs)
    {
        string parameters = string.Join(", ", method.Parameters.Select(p => $"{p.Type} {p.Identifier}"));
        writer.Open(
            $"{method.ReturnType} {method.DeclaringType}.{Identifiers.Escaped(method.Name)}({parameters})");
        if (method.IsCold)
            WriteColdCall(writer, method, field, codecs);
        else
            WriteCall(writer, method, field, WriteArguments(writer, method, field, codecs), TokenOf(method));
        writer.Close();
    }

    // Nothing is written before somebody reads, and each reading is a call of its own.
    private static void WriteColdCall(CodeWriter writer, MethodModel method, string field, CodecFields codecs)
    {
        writer.Line($"return {Api.Streams}.Cold<{method.ResultCodec!.Items!.Type}>(");
        writer.OpenContinuation("cancellation =>");
        WriteCall(writer, method, field, WriteArguments(writer, method, field, codecs), "cancellation");
        writer.CloseContinuation("},");
        writer.Continuation($"{TokenOf(method)});");
    }

    // Returns the expression of what has been written.
    private static string WriteArguments(CodeWriter writer, MethodModel method, string field, CodecFields codecs)
    {
        ParameterModel[] arguments = [.. method.WireParameters];
        if (arguments.Length == 0)
            return $"{field}.Begin()";
        writer.Line($"{Api.Arguments} arguments = {field}.Begin();");
        WriteArguments(writer, arguments, codecs);
        return "arguments";
    }

    private static void WriteArguments(CodeWriter writer, ParameterModel[] arguments, CodecFields codecs)
    {
        int required = arguments.Count(a => a.Default is null);
        if (arguments.Length - required > 1)
            WriteCount(writer, arguments, required);
        for (int i = 0; i < arguments.Length; i++)
        {
            ParameterModel argument = arguments[i];
            string write = $"arguments.Write({codecs[argument.Codec]}, {argument.Identifier});";
            if (i < required)
            {
                writer.Line(write);
                continue;
            }
            writer.Line($"if ({(arguments.Length - required > 1 ? $"count > {i}" : DiffersFromDefault(argument))})");
            writer.Continuation(write);
        }
    }

    // Arguments have places, so only a tail of them can be left out: the last that differs decides.
    private static void WriteCount(CodeWriter writer, ParameterModel[] arguments, int required)
    {
        writer.Line("int count =");
        for (int i = arguments.Length - 1; i >= required; i--)
            writer.Continuation($"{DiffersFromDefault(arguments[i])} ? {i + 1} :");
        writer.Continuation($"{required};");
    }

    private static string DiffersFromDefault(ParameterModel argument) =>
        argument.Default!.IsPattern
            ? $"{argument.Identifier} is not {argument.Default.Expression}"
            : $"!{Api.EqualityComparer}<{argument.Codec.Type}>.Default.Equals(" +
                $"{argument.Identifier}, {argument.Default.Expression})";

    private static string TokenOf(MethodModel method) =>
        method.Parameters.FirstOrDefault(p => p.Role == ParameterRole.Token)?.Identifier ?? "default";

    private static void WriteCall(
        CodeWriter writer, MethodModel method, string field, string arguments, string token)
    {
        if (method.Shape == ReturnShape.Void)
        {
            writer.Line($"{field}.Send({arguments});");
            return;
        }
        string call = $"{field}.{(method.IsOneWay ? "SendAsync" : "CallAsync")}({arguments}, {token})";
        writer.Line(method.Shape switch
        {
            ReturnShape.ValueTask => $"return new {Api.ValueTask}({call});",
            ReturnShape.ValueTaskOfResult => $"return new {Api.ValueTask}<{method.ResultCodec!.Type}>({call});",
            _ => $"return {call};",
        });
    }
}
