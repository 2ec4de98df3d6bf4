using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Equality;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Validation;

/// <summary>Gathers what is to be checked of the arguments of one contract.</summary>
/// <remarks>
/// 1. <see cref="Visit"/> walks every argument type and all it reaches, each type once, so that cycles end.
/// 2. <see cref="Complete"/> gives an index to the types in which there is something to check, until no more are found.
/// 3. <see cref="CheckOf"/> then answers for one argument type, and <see cref="ToModel"/> for all.
/// </remarks>
internal sealed class ValidationGraph(IAssemblySymbol assembly)
{
    // The depth at which the serializer refuses a message; it also ends types that contain ever larger ones of
    // themselves, such as Node<Node<T>>.
    private const int MaxDepth = 32;

    // Two ever larger types in one of themselves make 2^32 of them within that depth, for which no compiler waits.
    private const int MaxTypes = 1000;

    private readonly Dictionary<string, TypeNode> _nodes = new(StringComparer.Ordinal);
    private readonly List<TypeNode> _checks = [];

    public AttributeTable Attributes { get; } = new(assembly);

    public void Visit(ITypeSymbol type) => VisitType(type, 0);

    public void Complete()
    {
        bool found = true;
        while (found)
        {
            found = false;
            foreach (TypeNode node in _nodes.Values.Where(n => n.Index is null && n.IsNeeded()))
            {
                node.Index = _checks.Count;
                _checks.Add(node);
                found = true;
            }
        }
    }

    public int? CheckOf(ITypeSymbol type) => _nodes.TryGetValue(KeyOf(type), out TypeNode? node) ? node.Index : null;

    public ValidationModel ToModel() =>
        new(
            Attributes.ToModel(),
            _checks.Select(c => c.ToModel()).ToEquatableArray(),
            Attributes.SuppressTrimWarnings);

    private TypeNode? VisitType(ITypeSymbol type, int depth)
    {
        if (depth > MaxDepth)
            return null;
        string key = KeyOf(type);
        if (_nodes.TryGetValue(key, out TypeNode? known))
            return known;
        if (_nodes.Count >= MaxTypes)
            return null;
        ITypeSymbol valueType = ValueTypeOf(type);
        bool isCollection = CollectionShape.TryOf(valueType, out CollectionShape shape);
        if (!isCollection && !ValidatedMembers.HasMembers(valueType))
            return null;
        var node = new TypeNode(type, isCollection ? shape.Kind : TypeCheckKind.Members);
        // Before what is inside it, which may be this type again.
        _nodes.Add(key, node);
        if (isCollection)
        {
            node.Collection = shape;
            node.Element = VisitType(shape.Element, depth + 1);
        }
        else
        {
            VisitMembers(node, valueType, depth);
        }
        return node;
    }

    private void VisitMembers(TypeNode node, ITypeSymbol type, int depth)
    {
        foreach (IPropertySymbol property in ValidatedMembers.Of(type))
        {
            EquatableArray<int> attributes =
                Attributes.Take(ValidatedMembers.AttributesOf(property), property, property.Type);
            node.Members.Add(new MemberNode(property.Name, attributes, VisitType(property.Type, depth + 1)));
        }
        foreach (INamedTypeSymbol derived in ValidatedMembers.DerivedTypesOf(type, assembly))
        {
            if (!SymbolEqualityComparer.Default.Equals(derived, type) && VisitType(derived, depth + 1) is { } visited)
                node.Derived.Add(visited);
        }
    }

    // Annotations inside a type decide which elements may be null; the one on the type itself changes nothing here.
    private static string KeyOf(ITypeSymbol type) =>
        (type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type).AnnotatedName();

    private static ITypeSymbol ValueTypeOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;
}
