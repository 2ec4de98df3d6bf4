using System.IO.Pipelines;

namespace PeerRpc.Integration.Contracts;

/// <summary>Every shape of a stream, as results and as arguments.</summary>
[PeerController("/streams")]
[ApplicationError<Muted>("muted")]
public interface IStreams
{
    IAsyncEnumerable<int> Count(int to, CancellationToken cancellationToken = default);

    Task<IAsyncEnumerable<int>> CountLater(int to);

    ValueTask<IAsyncEnumerable<int>> CountSoon(int to);

    IAsyncEnumerable<byte[]> Blocks(int count, int size);

    IAsyncEnumerable<IAsyncEnumerable<int>> Rows(int rows, int columns);

    IObservable<int> Values();

    [StreamOptions(Overflow = StreamOverflow.Wait)]
    IObservable<int> Range(int count);

    Task<IObservable<int>> Source();

    Task<int> Sum(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken = default);

    Task<int> SumObserved(IObservable<int> numbers);

    IAsyncEnumerable<int> Twice(IAsyncEnumerable<int> numbers);

    Task<string> Work(int steps, IProgress<int>? progress = null);

    Task<Stream> Read(int bytes);

    Task<PipeReader> ReadPipe(int bytes);

    Task<long> Write(Stream content);

    Task<long> WritePipe(PipeReader content);

    Task<Stream> Mirror(Stream content);

    Task<ICounter> OpenCounter(int start);

    Task<int> AddTo(ICounter counter, int amount);
}
