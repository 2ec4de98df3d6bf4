namespace PeerRpc.Testing.Tests.Simulation;

/// <summary>Serves what the tests call, on the clock of its node.</summary>
internal sealed class Sample(TimeProvider time) : ISample
{
    public int Started { get; private set; }

    public Task<int> Echo(int value)
    {
        Started++;
        return Task.FromResult(value);
    }

    public async Task<int> Wait(TimeSpan duration)
    {
        Started++;
        await Task.Delay(duration, time);
        return Started;
    }

    public Task<int> Length(byte[] bytes) => Task.FromResult(bytes.Length);

    public async IAsyncEnumerable<int> Count(int to)
    {
        for (int i = 1; i <= to; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), time);
            yield return i;
        }
    }

    public IObservable<byte[]> Blobs(int count) => new BlobSource(count);

    // Produces all of it within Subscribe, on the thread of the producer.
    private sealed class BlobSource(int count) : IObservable<byte[]>, IDisposable
    {
        public IDisposable Subscribe(IObserver<byte[]> observer)
        {
            for (int i = 0; i < count; i++)
                observer.OnNext(new byte[16 * 1024]);
            observer.OnCompleted();
            return this;
        }

        public void Dispose()
        {
        }
    }
}
