using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Codecs;

/// <summary>Finds the stream options that hold for an argument or a result: the nearest ones, as a whole.</summary>
internal static class StreamOptionsReader
{
    /// <summary>The options of a parameter or, given the method, of its result.</summary>
    /// <param name="symbol">The parameter or the method.</param>
    /// <param name="contract">The contract, whose options go before those of the base that declares the method.</param>
    public static StreamOptionsModel? Read(ISymbol symbol, INamedTypeSymbol contract)
    {
        INamedTypeSymbol declaring = (symbol as IMethodSymbol ?? (IMethodSymbol)symbol.ContainingSymbol).ContainingType;
        AttributeData? attribute = new ISymbol[] { symbol, contract, declaring }
            .Select(AttributeOf)
            .FirstOrDefault(a => a is not null);
        if (attribute is null)
            return null;
        var options = new StreamOptionsModel(BufferOf(attribute), OverflowOf(attribute));
        // An attribute that sets nothing brings the default back where the interface says something else.
        return options is { Buffer: 0, Overflow: null } ? null : options;
    }

    public static AttributeData? AttributeOf(ISymbol symbol) => symbol.FindAttribute(KnownTypes.StreamOptions);

    public static int BufferOf(AttributeData attribute) => Named(attribute, "Buffer").Value as int? ?? 0;

    /// <summary>What happens when the buffer is full, as C#; null for the default.</summary>
    public static string? OverflowOf(AttributeData attribute)
    {
        TypedConstant value = Named(attribute, "Overflow");
        if (value is not { Kind: TypedConstantKind.Enum, Type: { } type, Value: int and not 0 })
            return null;
        IFieldSymbol? member = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(
            f => Equals(f.ConstantValue, value.Value));
        return member is null ? Literals.Of(value) : $"{type.ErasedName()}.{member.Name}";
    }

    private static TypedConstant Named(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value;
}
