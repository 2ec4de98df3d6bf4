namespace PeerRpc.Integration.Contracts;

/// <summary>Passes objects around.</summary>
[PeerController("/nodes")]
public interface INodes
{
    Task<INode> Open();

    Task<string> Use(INode node, CancellationToken cancellationToken = default);

    Task Keep(INode node);

    IAsyncEnumerable<INode> All();
}
