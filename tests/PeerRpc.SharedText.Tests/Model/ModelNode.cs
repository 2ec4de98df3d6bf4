namespace PeerRpc.SharedText.Tests.Model;

/// <summary>A character in the tree of the model.</summary>
internal sealed class ModelNode(ModelInsertion? insertion)
{
    /// <summary>How it came; null for the start.</summary>
    public ModelInsertion? Insertion { get; } = insertion;

    public bool IsDeleted { get; set; } = insertion is null;

    public List<ModelNode> Left { get; } = [];

    public List<ModelNode> Right { get; } = [];
}
