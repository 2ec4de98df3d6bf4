using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Validation;

/// <summary>Finds validation attributes and writes them as C#.</summary>
internal static class ValidationAttributes
{
    private const string Namespace = "System.ComponentModel.DataAnnotations.";
    private const string TrimWarning = "System.Diagnostics.CodeAnalysis.RequiresUnreferencedCodeAttribute";

    private static readonly string[] NeedReflection =
        [Namespace + "CompareAttribute", Namespace + "CustomValidationAttribute"];

    // They look for a Count property on types that are neither strings nor collections, which is what the trimmer
    // fears; on strings and collections they do not.
    private static readonly string[] ForCollections =
        [Namespace + "MinLengthAttribute", Namespace + "MaxLengthAttribute", Namespace + "LengthAttribute"];

    public static IEnumerable<AttributeData> Of(ISymbol symbol) =>
        symbol.GetAttributes().Where(a => a.AttributeClass.IsOrDerivesFrom(Namespace + "ValidationAttribute"));

    public static AttributeSafety SafetyOf(AttributeData attribute, ITypeSymbol valueType, IAssemblySymbol assembly)
    {
        if (attribute.AttributeConstructor is not { } constructor
            || !attribute.AttributeClass!.IsVisibleIn(assembly)
            || NeedReflection.Any(name => attribute.AttributeClass.IsOrDerivesFrom(name)))
        {
            return AttributeSafety.Unsafe;
        }
        if (constructor.FindAttribute(TrimWarning) is null)
            return AttributeSafety.Safe;
        return IsForCollections(attribute.AttributeClass) && HasKnownCount(valueType)
            ? AttributeSafety.SafeForThisType
            : AttributeSafety.Unsafe;
    }

    /// <summary>Writes the expression that constructs an attribute as it stands in the source.</summary>
    public static string Construction(AttributeData attribute)
    {
        string arguments = string.Join(", ", attribute.ConstructorArguments.Select(Literals.Of));
        string construction = $"new {attribute.AttributeClass!.ErasedName()}({arguments})";
        if (attribute.NamedArguments.IsEmpty)
            return construction;
        IEnumerable<string> properties = attribute.NamedArguments
            .Select(a => $"{Identifiers.Escaped(a.Key)} = {Literals.Of(a.Value)}");
        return $"{construction} {{ {string.Join(", ", properties)} }}";
    }

    /// <summary>Whether an attribute checks how many elements there are.</summary>
    public static bool IsForCollections(INamedTypeSymbol? attribute) => ForCollections.Any(attribute.Is);

    private static bool HasKnownCount(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String
        || type.TypeKind == TypeKind.Array
        || type.AllInterfaces.Any(i => i.Is("System.Collections.ICollection"));
}
