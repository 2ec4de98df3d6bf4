namespace PeerRpc.Integration.Contracts;

/// <summary>Does what the test says, and by default says at once who it is.</summary>
internal sealed class Jobs(string name, Func<string, CancellationToken, Task>? work = null) : IJobs
{
    private int _done;

    public string Name => name;

    /// <summary>How many jobs have been begun.</summary>
    public int Begun => Volatile.Read(ref _done);

    /// <summary>Is told of the jobs that were posted.</summary>
    public Signal<string> Posted { get; } = new();

    public async Task<string> Do(string job, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _done);
        if (work is not null)
            await work(job, cancellationToken);
        return name;
    }

    public Task<string> DoAgain(string job, CancellationToken cancellationToken) => Do(job, cancellationToken);

    public Task Post(string job)
    {
        Interlocked.Increment(ref _done);
        Posted.Set(job);
        return Task.CompletedTask;
    }

    public Task<int> Check(int number)
    {
        Interlocked.Increment(ref _done);
        return Task.FromResult(number);
    }

    public async IAsyncEnumerable<string> Steps(int count)
    {
        for (int i = 0; i < count; i++)
            yield return $"{await Do("", default)} {i}";
    }

    public async Task<string> Read(IAsyncEnumerable<int> numbers)
    {
        int sum = 0;
        await foreach (int number in numbers)
            sum += number;
        return $"{await Do("", default)} {sum}";
    }
}
