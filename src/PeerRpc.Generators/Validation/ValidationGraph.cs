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

    private readonly Dictionary<string, TypeNode> _nodes = new(StringComparer.Ordinal);
    private readonly List<string> _attributes = [];
    private readonly List<TypeNode> _checks = [];
    private bool _suppressTrimWarnings;

    /// <summary>The attributes that had to be left out.</summary>
    public List<RejectedAttribute> Rejected { get; } = [];

    public void Visit(ITypeSymbol type) => VisitType(type, 0);

    /// <summary>Takes the validation attributes of a parameter or property.</summary>
    /// <returns>Their indexes.</returns>
    public IReadOnlyList<int> Take(IEnumerable<AttributeData> attributes, ISymbol target, ITypeSymbol valueType)
    {
        var indexes = new List<int>();
        foreach (AttributeData attribute in attributes)
        {
            AttributeSafety safety = ValidationAttributes.SafetyOf(attribute, valueType, assembly);
            if (safety == AttributeSafety.Unsafe)
            {
                Rejected.Add(new RejectedAttribute(attribute, target));
                continue;
            }
            _suppressTrimWarnings |= safety == AttributeSafety.SafeForThisType;
            int index = IndexOf(ValidationAttributes.Construction(attribute));
            if (!indexes.Contains(index))
                indexes.Add(index);
        }
        return indexes;
    }

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

    public int? CheckOf(ITypeSymbol type) =>
        _nodes.TryGetValue(KeyOf(type), out TypeNode? node) ? node.Index : null;

    public ValidationModel ToModel() =>
        new(_attributes.ToEquatableArray(), _checks.Select(ModelOf).ToEquatableArray(), _suppressTrimWarnings);

    private static TypeCheckModel ModelOf(TypeNode node) =>
        new(
            node.Index!.Value,
            node.Type.ErasedName(),
            node.Type.IsReferenceType || !SymbolEqualityComparer.Default.Equals(node.Type, ValueTypeOf(node.Type)),
            node.Kind,
            node.Members
                .Where(m => m.Attributes.Count > 0 || m.Value?.Index is not null)
                .Select(m => new MemberCheckModel(m.Name, m.Attributes.ToEquatableArray(), m.Value?.Index))
                .ToEquatableArray(),
            node.Derived
                .Where(d => d.Index is not null)
                .Select(d => new DerivedCheckModel(d.Type.ErasedName(), d.Index!.Value))
                .ToEquatableArray(),
            node.Item?.ErasedName(),
            node.ElementRefusesNull,
            node.Element?.Index);

    private TypeNode? VisitType(ITypeSymbol type, int depth)
    {
        if (depth > MaxDepth)
            return null;
        string key = KeyOf(type);
        if (_nodes.TryGetValue(key, out TypeNode? known))
            return known;
        ITypeSymbol valueType = ValueTypeOf(type);
        bool isCollection = CollectionShape.TryOf(valueType, out CollectionShape shape);
        if (!isCollection && !ValidatedMembers.HasMembers(valueType))
            return null;
        var node = new TypeNode(type);
        _nodes.Add(key, node);
        if (isCollection)
            VisitElements(node, shape, depth);
        else
            VisitMembers(node, valueType, depth);
        return node;
    }

    private void VisitElements(TypeNode node, CollectionShape shape, int depth)
    {
        node.Kind = shape.Kind;
        node.Item = shape.Item;
        node.ElementRefusesNull = shape.Element is
            { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated };
        node.Element = VisitType(shape.Element, depth + 1);
    }

    private void VisitMembers(TypeNode node, ITypeSymbol type, int depth)
    {
        node.Kind = TypeCheckKind.Members;
        foreach (IPropertySymbol property in ValidatedMembers.Of(type))
        {
            IReadOnlyList<int> attributes =
                Take(ValidatedMembers.AttributesOf(property), property, property.Type);
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

    private int IndexOf(string construction)
    {
        int index = _attributes.IndexOf(construction);
        if (index >= 0)
            return index;
        _attributes.Add(construction);
        return _attributes.Count - 1;
    }
}
