using System.IO.Pipelines;
using System.Reactive.Linq;
using System.Reactive.Subjects;

namespace PeerRpc.Integration.Contracts;

public sealed class Streams : IStreams
{
    public Func<int, CancellationToken, IAsyncEnumerable<int>> Counting { get; init; } = CountAsync;

    public Subject<int> Subject { get; } = new();

    public Counter Counter { get; } = new(10);

    public IAsyncEnumerable<int> Count(int to, CancellationToken cancellationToken = default) =>
        Counting(to, cancellationToken);

    public Task<IAsyncEnumerable<int>> CountLater(int to) => Task.FromResult(Counting(to, default));

    public ValueTask<IAsyncEnumerable<int>> CountSoon(int to) => new(Counting(to, default));

    public IAsyncEnumerable<byte[]> Blocks(int count, int size) =>
        Enumerable.Range(0, count).Select(i => Bytes.Make(size, i)).ToAsyncEnumerable();

    public IAsyncEnumerable<IAsyncEnumerable<int>> Rows(int rows, int columns) =>
        Enumerable.Range(0, rows)
            .Select(row => Enumerable.Range(row * columns, columns).ToAsyncEnumerable()).ToAsyncEnumerable();

    public IObservable<int> Values() => Subject;

    public IObservable<int> Range(int count) => Observable.Range(0, count);

    public Task<IObservable<int>> Source() => Task.FromResult<IObservable<int>>(Subject);

    public async Task<int> Sum(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken = default)
    {
        int sum = 0;
        await foreach (int number in numbers.WithCancellation(cancellationToken))
            sum += number;
        return sum;
    }

    public async Task<int> SumObserved(IObservable<int> numbers) => await numbers.Sum();

    public async IAsyncEnumerable<int> Twice(IAsyncEnumerable<int> numbers)
    {
        await foreach (int number in numbers)
            yield return 2 * number;
    }

    public Task<string> Work(int steps, IProgress<int>? progress = null)
    {
        for (int i = 1; i <= steps; i++)
            progress?.Report(i);
        return Task.FromResult("done");
    }

    public Task<Stream> Read(int bytes) => Task.FromResult<Stream>(new MemoryStream(Bytes.Make(bytes)));

    public Task<PipeReader> ReadPipe(int bytes) =>
        Task.FromResult(PipeReader.Create(new MemoryStream(Bytes.Make(bytes))));

    public async Task<long> Write(Stream content)
    {
        var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        return copy.Length;
    }

    public Task<long> WritePipe(PipeReader content) => Write(content.AsStream());

    public Task<Stream> Mirror(Stream content) => Task.FromResult(content);

    public Task<ICounter> OpenCounter(int start) => Task.FromResult<ICounter>(Counter);

    public async Task<int> AddTo(ICounter counter, int amount)
    {
        await using (counter)
            return await counter.Add(amount);
    }

    private static IAsyncEnumerable<int> CountAsync(int to, CancellationToken _) =>
        Enumerable.Range(0, to).ToAsyncEnumerable();
}
