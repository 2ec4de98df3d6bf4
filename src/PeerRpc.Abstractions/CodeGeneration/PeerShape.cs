using System.ComponentModel;

namespace PeerRpc.CodeGeneration;

/// <summary>What an argument, a result or an item is made of, for descriptions. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PeerShape
{
    private PeerShape(PeerValueKind kind, string name)
    {
        Kind = kind;
        Name = name;
    }

    /// <summary>How it travels.</summary>
    public PeerValueKind Kind { get; }

    /// <summary>The type as it stands in the signature.</summary>
    public string Name { get; }

    /// <summary>The type of a value; <see langword="null"/> for what is none.</summary>
    public Type? ValueType { get; private init; }

    /// <summary>Whether a value of a reference type may be null.</summary>
    public bool IsNullable { get; private init; }

    /// <summary>The items or reports; <see langword="null"/> for what has none.</summary>
    public PeerShape? Items { get; private init; }

    /// <summary>A value that is serialized.</summary>
    /// <param name="name">The type as it stands in the signature.</param>
    /// <param name="type">The type.</param>
    /// <param name="isNullable">Whether it is a reference that may be null.</param>
    /// <returns>The shape.</returns>
    public static PeerShape Value(string name, Type type, bool isNullable = false) =>
        new(PeerValueKind.Value, name) { ValueType = type, IsNullable = isNullable };

    /// <summary>What cannot be copied into a message.</summary>
    /// <param name="kind">How it travels.</param>
    /// <param name="name">The type as it stands in the signature.</param>
    /// <param name="items">Its items or reports; <see langword="null"/> for what has none.</param>
    /// <returns>The shape.</returns>
    public static PeerShape Attachment(PeerValueKind kind, string name, PeerShape? items = null) =>
        new(kind, name) { Items = items };
}
