using System.Collections.Concurrent;

namespace PeerRpc.Integration.Contracts;

/// <summary>Does as the test says where it says something.</summary>
internal sealed class Node(string name, Producer? producer = null) : INode
{
    public Gate Disposed { get; } = new();

    public ConcurrentBag<Node> Children { get; } = [];

    public Func<string, CancellationToken, Task<string>> OnAsk { get; init; } = (text, _) => Task.FromResult(text);

    public Task<string> Name() => Task.FromResult(name);

    public Task<INode> Child(string name)
    {
        var child = new Node(name);
        Children.Add(child);
        return Task.FromResult<INode>(child);
    }

    public async Task<string> Describe(INode other)
    {
        await using (other)
            return $"{name} and {await other.Name()}";
    }

    public Task Fail() => throw new PeerApplicationException<Full>(new Full(7));

    public IAsyncEnumerable<int> Items() => producer!.Items();

    public IObservable<int> Values() => Flows.ToObservable(producer!.Items());

    public Task<string> Ask(string text, CancellationToken cancellationToken) => OnAsk(text, cancellationToken);

    public ValueTask DisposeAsync()
    {
        Disposed.Open();
        return default;
    }
}
