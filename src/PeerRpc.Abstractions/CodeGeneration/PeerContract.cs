using System.ComponentModel;

namespace PeerRpc.CodeGeneration;

/// <summary>What the runtime knows of a contract. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PeerContract
{
    private protected PeerContract(Type contractType, string path, IReadOnlyList<PeerMethod> methods)
    {
        ContractType = contractType;
        Path = path;
        Methods = methods;
    }

    /// <summary>The interface.</summary>
    public Type ContractType { get; }

    /// <summary>The path that its attribute names.</summary>
    public string Path { get; }

    /// <summary>Its methods, inherited ones included, in the order of their indexes.</summary>
    public IReadOnlyList<PeerMethod> Methods { get; }
}
