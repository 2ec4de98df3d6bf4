using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Validation;

/// <summary>Finds the members of a type that come from the wire, and the validation attributes on them.</summary>
internal static class ValidatedMembers
{
    private const int JsonIgnoreAlways = 1;

    public static bool HasMembers(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None } named
        && !IsFrameworkType(named);

    public static IEnumerable<IPropertySymbol> Of(ITypeSymbol type)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (ITypeSymbol? at = type; at is not null && HasMembers(at); at = at.BaseType)
        {
            foreach (IPropertySymbol property in at.GetMembers().OfType<IPropertySymbol>())
            {
                if (IsOnTheWire(property) && seen.Add(property.Name))
                    yield return property;
            }
        }
    }

    /// <summary>The attributes of a property, and those on the constructor parameter that it is set from.</summary>
    public static IEnumerable<AttributeData> AttributesOf(IPropertySymbol property)
    {
        IEnumerable<IParameterSymbol> parameters = property.ContainingType.InstanceConstructors
            .Where(c => c.DeclaredAccessibility == Accessibility.Public)
            .SelectMany(c => c.Parameters)
            .Where(p => string.Equals(p.Name, property.Name, StringComparison.OrdinalIgnoreCase));
        return ValidationAttributes.Of(property).Concat(parameters.SelectMany(ValidationAttributes.Of));
    }

    public static IEnumerable<INamedTypeSymbol> DerivedTypesOf(ITypeSymbol type, IAssemblySymbol assembly) =>
        type.GetAttributes()
            .Where(a => a.AttributeClass.Is("System.Text.Json.Serialization.JsonDerivedTypeAttribute"))
            .Select(a => a.ConstructorArguments.FirstOrDefault().Value as INamedTypeSymbol)
            .Where(d => d is not null && d.IsVisibleIn(assembly) && !d.IsUnboundGenericType)!;

    private static bool IsOnTheWire(IPropertySymbol property)
    {
        if (property is not { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public }
            || property.GetMethod?.DeclaredAccessibility != Accessibility.Public)
        {
            return false;
        }
        AttributeData? ignore = property.FindAttribute("System.Text.Json.Serialization.JsonIgnoreAttribute");
        return ignore is null
            || ignore.NamedArguments.Any(a => a is { Key: "Condition", Value.Value: not JsonIgnoreAlways });
    }

    // Their properties carry no validation attributes, and looking at them all would make Uri and DateTime part of
    // every contract.
    private static bool IsFrameworkType(INamedTypeSymbol type)
    {
        string? assembly = type.ContainingAssembly?.Name;
        return assembly is null or "System" or "mscorlib" or "netstandard"
            || assembly.StartsWith("System.", StringComparison.Ordinal);
    }
}
