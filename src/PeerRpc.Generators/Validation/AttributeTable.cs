using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Equality;

namespace PeerRpc.Generators.Validation;

/// <summary>The validation attributes of one contract: each is constructed once, wherever it stands.</summary>
internal sealed class AttributeTable(IAssemblySymbol assembly)
{
    private readonly List<string> _constructions = [];

    /// <summary>The attributes that had to be left out.</summary>
    public List<RejectedAttribute> Rejected { get; } = [];

    /// <summary>Whether an attribute is trim-safe only for the types it stands on here.</summary>
    public bool SuppressTrimWarnings { get; private set; }

    /// <summary>Takes the attributes of a parameter or property.</summary>
    /// <returns>Their indexes.</returns>
    public EquatableArray<int> Take(IEnumerable<AttributeData> attributes, ISymbol target, ITypeSymbol valueType)
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
            SuppressTrimWarnings |= safety == AttributeSafety.SafeForThisType;
            indexes.Add(IndexOf(ValidationAttributes.Construction(attribute)));
        }
        return indexes.Distinct().ToEquatableArray();
    }

    public EquatableArray<string> ToModel() => _constructions.ToEquatableArray();

    private int IndexOf(string construction)
    {
        int index = _constructions.IndexOf(construction);
        if (index >= 0)
            return index;
        _constructions.Add(construction);
        return _constructions.Count - 1;
    }
}
