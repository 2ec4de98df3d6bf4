using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Codecs;
using PeerRpc.Generators.Equality;
using PeerRpc.Generators.Symbols;
using PeerRpc.Generators.Validation;

namespace PeerRpc.Generators.Contracts;

/// <summary>Reads the parameters of one method.</summary>
internal static class ParameterReader
{
    // The names of locals and parameters in generated code, and what the names of its other members begin with.
    private static readonly string[] Reserved = ["arguments", "cancellation", "count", "invocation"];
    private static readonly string[] ReservedPrefixes = ["_", "Attribute", "Check"];

    public static EquatableArray<ParameterModel> Read(
        IMethodSymbol method, INamedTypeSymbol contract, ValidationGraph validation)
    {
        var optional = new HashSet<IParameterSymbol>(TrailingOptional(method), SymbolEqualityComparer.Default);
        return method.Parameters
            .Select(p => Read(p, optional.Contains(p), contract, validation))
            .ToEquatableArray();
    }

    private static ParameterModel Read(
        IParameterSymbol parameter, bool isOptional, INamedTypeSymbol contract, ValidationGraph validation)
    {
        ITypeSymbol type = parameter.Type;
        ParameterRole role = ParameterRoles.Of(parameter);
        bool isArgument = role == ParameterRole.Argument;
        bool refusesNull = RefusesNull(parameter, isOptional);
        return new ParameterModel(
            parameter.Name,
            Identifier(parameter),
            role,
            type.AnnotatedName(),
            CodecReader.Read(type, StreamOptionsReader.Read(parameter, contract)),
            ShapeReader.Read(type, takesNull: !refusesNull),
            SignatureNames.Of(type),
            refusesNull,
            isOptional ? DefaultOf(parameter) : null,
            isArgument ? AttributesOf(parameter, validation) : default,
            isArgument ? validation.CheckOf(type) : null);
    }

    private static EquatableArray<int> AttributesOf(IParameterSymbol parameter, ValidationGraph validation) =>
        validation.Attributes.Take(ValidationAttributes.Of(parameter), parameter, parameter.Type);

    // Only what no required argument follows can be left out: arguments have places on the wire, not names.
    private static IEnumerable<IParameterSymbol> TrailingOptional(IMethodSymbol method) =>
        ParameterRoles.WireParametersOf(method).Reverse().TakeWhile(p => p.HasExplicitDefaultValue);

    // A null that is the default value arrives when a later argument differs from its own.
    private static bool RefusesNull(IParameterSymbol parameter, bool isOptional) =>
        parameter.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated }
        && !(isOptional && parameter.ExplicitDefaultValue is null);

    private static DefaultValueModel DefaultOf(IParameterSymbol parameter)
    {
        object? value = parameter.ExplicitDefaultValue;
        if (value is null && !IsPlainStruct(parameter.Type))
            return new DefaultValueModel("null", IsPattern: true);
        bool isPattern = value is not (null or DateTime) && UnderlyingOf(parameter.Type).TypeKind != TypeKind.Enum;
        return new DefaultValueModel(Literals.Of(value, parameter.Type), isPattern);
    }

    private static bool IsPlainStruct(ITypeSymbol type) =>
        type.IsValueType && type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T;

    private static ITypeSymbol UnderlyingOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;

    // An implementation of an interface method may give its parameters other names.
    private static string Identifier(IParameterSymbol parameter)
    {
        string name = parameter.Name;
        var method = (IMethodSymbol)parameter.ContainingSymbol;
        if (Reserved.Contains(name) || ReservedPrefixes.Any(p => name.StartsWith(p, StringComparison.Ordinal)))
            name = "argument" + parameter.Ordinal + name;
        while (name != parameter.Name && method.Parameters.Any(p => p.Name == name))
            name += "_";
        return Identifiers.Escaped(name);
    }
}
