using PeerRpc.Generators.Contracts;
using PeerRpc.Generators.Validation;

namespace PeerRpc.Generators.Emission;

/// <summary>Writes the checks of arguments: a static method for each type with something to check in it.</summary>
internal static class ValidationWriter
{
    public static void WriteAttributes(CodeWriter writer, ValidationModel validation)
    {
        for (int i = 0; i < validation.Attributes.Count; i++)
        {
            writer.Line($"private static readonly {Api.ValidationAttribute} Attribute{i} =");
            writer.Continuation($"{validation.Attributes[i]};");
        }
    }

    public static void WriteArgument(CodeWriter writer, ParameterModel argument)
    {
        WriteValue(writer, argument.Attributes, argument.Check, argument.Identifier, $"\"{argument.Name}\"");
    }

    public static void WriteChecks(CodeWriter writer, ContractModel contract)
    {
        foreach (TypeCheckModel check in contract.Validation.Checks)
        {
            writer.Line();
            writer.Line($"private static void Check{check.Index}(");
            writer.Continuation($"{Api.Invocation}<{contract.Contract}> invocation, {check.Type} value, string name)");
            writer.Open();
            WriteGuard(writer, check);
            if (check.Kind == TypeCheckKind.Members)
                WriteMembers(writer, check);
            else
                WriteElements(writer, check);
            writer.Close();
        }
    }

    private static void WriteGuard(CodeWriter writer, TypeCheckModel check)
    {
        bool isImmutableArray = check.Kind == TypeCheckKind.ImmutableArray;
        if (!check.CanBeNull && !isImmutableArray)
        {
            writer.Line("var known = value;");
            return;
        }
        writer.Line($"if (value is not {(isImmutableArray ? "{ IsDefault: false }" : "{ }")} known)");
        writer.Continuation("return;");
    }

    private static void WriteMembers(CodeWriter writer, TypeCheckModel check)
    {
        foreach (DerivedCheckModel derived in check.Derived)
        {
            writer.Open($"if (known is {derived.Type} derived{derived.Check})");
            writer.Line($"Check{derived.Check}(invocation, derived{derived.Check}, name);");
            writer.Line("return;");
            writer.Close();
        }
        foreach (MemberCheckModel member in check.Members)
        {
            WriteValue(
                writer,
                member.Attributes,
                member.Check,
                $"known.{Symbols.Identifiers.Escaped(member.Name)}",
                $"name + \".{member.Name}\"");
        }
    }

    private static void WriteElements(CodeWriter writer, TypeCheckModel check)
    {
        bool isDictionary = check.Kind == TypeCheckKind.Dictionary;
        string name = isDictionary ? "$\"{name}[{entry.Key}]\"" : "$\"{name}[{index}]\"";
        if (!isDictionary)
            writer.Line("int index = 0;");
        writer.Open($"foreach ({check.ItemType} {(isDictionary ? "entry" : "element")} in known)");
        string element = isDictionary ? "entry.Value" : "element";
        if (check.ElementRefusesNull)
        {
            writer.Line($"if ({element} is null)");
            writer.Continuation($"throw invocation.NullValue({name});");
        }
        if (check.ElementCheck is { } inner)
            writer.Line($"Check{inner}(invocation, {element}, {name});");
        if (!isDictionary)
            writer.Line("index++;");
        writer.Close();
    }

    private static void WriteValue(
        CodeWriter writer, IEnumerable<int> attributes, int? check, string value, string name)
    {
        foreach (int attribute in attributes)
            writer.Line($"invocation.Validate(Attribute{attribute}, {value}, {name});");
        if (check is { } index)
            writer.Line($"Check{index}(invocation, {value}, {name});");
    }
}
