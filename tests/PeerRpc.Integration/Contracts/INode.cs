namespace PeerRpc.Integration.Contracts;

/// <summary>An object that gives other objects, streams and errors.</summary>
[PeerController("/node")]
[ApplicationError<Full>("full")]
public interface INode : IAsyncDisposable
{
    Task<string> Name();

    Task<INode> Child(string name);

    Task<string> Describe(INode other);

    Task Fail();

    IAsyncEnumerable<int> Items();

    IObservable<int> Values();

    Task<string> Ask(string text, CancellationToken cancellationToken = default);
}
