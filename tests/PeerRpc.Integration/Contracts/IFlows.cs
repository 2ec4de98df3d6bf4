namespace PeerRpc.Integration.Contracts;

/// <summary>Streams whose behaviour a test decides; see <see cref="Flows"/>.</summary>
[PeerController("/flows")]
[ApplicationError<Muted>("muted")]
public interface IFlows
{
    IAsyncEnumerable<int> Items(CancellationToken cancellationToken = default);

    Task<IAsyncEnumerable<int>> ItemsLater();

    IObservable<int> Values(CancellationToken cancellationToken = default);

    Task<IObservable<int>> Source();

    IAsyncEnumerable<byte[]> Blocks();

    IAsyncEnumerable<IAsyncEnumerable<int>> Rows();

    Task<Stream> Bytes();

    Task<int> Take(IAsyncEnumerable<int> items, CancellationToken cancellationToken = default);

    Task<int> Observe(IObservable<int> values, CancellationToken cancellationToken = default);

    Task<int> Read(Stream bytes, CancellationToken cancellationToken = default);

    IAsyncEnumerable<int> Pass(IAsyncEnumerable<int> items);

    Task<int> Ping();

    Task<string> Work(IProgress<int>? progress = null, CancellationToken cancellationToken = default);
}
