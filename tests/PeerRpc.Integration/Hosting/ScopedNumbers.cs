using System.Reactive.Linq;

namespace PeerRpc.Integration.Hosting;

/// <summary>Gives what needs its scope, and says whether the scope was still there.</summary>
internal sealed class ScopedNumbers(ScopedNumbers.Ends ends) : INumbers, IAsyncDisposable
{
    private bool _disposed;

    public async IAsyncEnumerable<int> All()
    {
        for (int i = 0; i < 3; i++)
        {
            await Task.Yield();
            ObjectDisposedException.ThrowIf(_disposed, this);
            yield return i;
        }
    }

    public IObservable<int> Observed() => Flows.ToObservable(All());

    public IObservable<int> Stubborn() => Observable.Never<int>().StartWith(1)
        .Finally(() => throw new InvalidOperationException("It cannot be left."));

    public Task<ICounter> Open() => Task.FromResult<ICounter>(new Counter(1));

    public async Task<int> Sum(IAsyncEnumerable<int> numbers)
    {
        int sum = await numbers.SumAsync();
        ObjectDisposedException.ThrowIf(_disposed, this);
        return sum;
    }

    public ValueTask DisposeAsync()
    {
        _disposed = true;
        ends.Disposed.Release();
        return default;
    }

    /// <summary>Tells how many scopes have ended.</summary>
    internal sealed class Ends
    {
        public SemaphoreSlim Disposed { get; } = new(0);
    }
}
