using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PeerRpc.Generators.Symbols;

/// <summary>Writes constants as C#.</summary>
internal static class Literals
{
    public static string Text(string value) => SyntaxFactory.Literal(value).ToString();

    public static string Of(object? value, ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            && value is not null)
        {
            return Of(value, nullable.TypeArguments[0]);
        }
        return type.TypeKind == TypeKind.Enum && value is not null
            ? $"({type.ErasedName()})({Primitive(value)})"
            : value is null ? $"default({type.ErasedName()})" : Primitive(value);
    }

    public static string Of(TypedConstant constant) => constant.Kind switch
    {
        _ when constant.IsNull => "null",
        TypedConstantKind.Type => $"typeof({((ITypeSymbol)constant.Value!).ErasedName()})",
        TypedConstantKind.Array =>
            $"new {constant.Type!.ErasedName()} {{ {string.Join(", ", constant.Values.Select(Of))} }}",
        TypedConstantKind.Enum => Of(constant.Value, constant.Type!),
        _ when constant.Value is int or string or bool or char => Primitive(constant.Value),
        // The cast chooses the overload: 1.0 is written "1".
        _ => $"({constant.Type!.ErasedName()})({Primitive(constant.Value!)})",
    };

    private static string Primitive(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        string text => Text(text),
        char letter => SyntaxFactory.Literal(letter).ToString(),
        float number => Single(number),
        double number => Double(number),
        decimal number => SyntaxFactory.Literal(number).ToString(),
        uint number => SyntaxFactory.Literal(number).ToString(),
        long number => SyntaxFactory.Literal(number).ToString(),
        ulong number => SyntaxFactory.Literal(number).ToString(),
        byte or sbyte or short or ushort => $"({KeywordOf(value)})({Decimal(value)})",
        DateTime moment => $"new global::System.DateTime({moment.Ticks}L)",
        _ => Decimal(value),
    };

    private static string Decimal(object number) =>
        SymbolDisplay.FormatPrimitive(number, quoteStrings: true, useHexadecimalNumbers: false)!;

    // These have no literals of their own, and a constant of another type is not converted everywhere.
    private static string KeywordOf(object number) => number switch
    {
        byte => "byte",
        sbyte => "sbyte",
        short => "short",
        _ => "ushort",
    };

    private static string Single(float number) => number switch
    {
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        float.NaN => "float.NaN",
        _ => SyntaxFactory.Literal(number).ToString(),
    };

    private static string Double(double number) => number switch
    {
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        double.NaN => "double.NaN",
        _ => SyntaxFactory.Literal(number).ToString(),
    };
}
