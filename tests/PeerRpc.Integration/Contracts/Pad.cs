using System.Security.Claims;

namespace PeerRpc.Integration.Contracts;

/// <summary>Writes down what it is told, and by whom.</summary>
internal sealed class Pad : IPad
{
    private readonly Lock _gate = new(); // guards what follows
    private readonly List<(string? Sender, int Number)> _inserted = [];
    private TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<(string? Sender, int Number)> Inserted
    {
        get
        {
            lock (_gate)
                return [.. _inserted];
        }
    }

    public IReadOnlyList<int> Numbers => [.. Inserted.Select(entry => entry.Number)];

    /// <summary>The name that the broker gives the last sender.</summary>
    public string? Name { get; private set; }

    public PeerCall? Call { get; private set; }

    public Task Insert(int number, string text)
    {
        Add(number);
        return Task.CompletedTask;
    }

    public void Poke(int number) => Add(number);

    public Task<int> Count() => Task.FromResult(Inserted.Count);

    public IObservable<int> Edits() => throw new NotSupportedException("Nobody can get here by way of a group.");

    public Task Copy(IAsyncEnumerable<int> numbers) =>
        throw new NotSupportedException("Nobody can get here by way of a group.");

    /// <summary>Waits until this was inserted.</summary>
    public async Task UntilAsync(int number)
    {
        while (true)
        {
            Task told;
            lock (_gate)
            {
                if (_inserted.Any(entry => entry.Number == number))
                    return;
                told = _told.Task;
            }
            await told.WithinLimitAsync();
        }
    }

    private void Add(int number)
    {
        PeerCall call = PeerCall.Current!;
        TaskCompletionSource told;
        lock (_gate)
        {
            Call = call;
            Name = call.Caller.FindFirstValue(ClaimTypes.Name);
            _inserted.Add((call.CallerId, number));
            told = _told;
            _told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        told.SetResult();
    }
}
