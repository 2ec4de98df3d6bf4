namespace PeerRpc.Integration.Contracts;

/// <summary>Does as the test says.</summary>
internal sealed class Nodes : INodes
{
    public Func<INode>? OnOpen { get; init; }

    public Func<INode, CancellationToken, Task<string>>? OnUse { get; init; }

    public Func<IAsyncEnumerable<INode>>? OnAll { get; init; }

    public Signal<INode> Kept { get; } = new();

    public Task<INode> Open() => Task.FromResult(OnOpen!());

    public Task<string> Use(INode node, CancellationToken cancellationToken) => OnUse!(node, cancellationToken);

    public Task Keep(INode node)
    {
        Kept.Set(node);
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<INode> All() => OnAll!();
}
