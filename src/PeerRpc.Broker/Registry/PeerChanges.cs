using PeerRpc.Core.Connections;

namespace PeerRpc.Broker.Registry;

/// <summary>The ids of the peers that have changed last, numbered. Guarded by the gate of whoever has it.</summary>
/// <remarks>
/// It holds ids and not what became of them: whoever reads it looks that up, and so gets several changes of one peer as
/// one. A reader that is further behind than it reaches starts over with a snapshot, and nobody makes it grow.
/// </remarks>
/// <param name="work">Runs those who wait.</param>
/// <param name="capacity">How many are kept at most.</param>
internal sealed class PeerChanges(WorkScheduler work, int capacity)
{
    private const int SmallestLength = 16;

    // As long as what it holds asks for, and made when somebody first reads: most brokers have no watchers.
    private string[]? _ids;
    private DeferredCompletion<bool>? _grown;

    /// <summary>The number of the last change.</summary>
    public long Last { get; private set; }

    /// <summary>A peer has changed.</summary>
    public void Add(string peerId)
    {
        if (_ids is not null && _ids.Length < capacity && Last - First + 1 == _ids.Length)
            Grow();
        Last++;
        if (_ids is not null)
            _ids[Last % _ids.Length] = peerId;
        _grown?.TryComplete(true);
        _grown = null;
    }

    /// <summary>Starts to keep the ids, from the next change on.</summary>
    public void Keep()
    {
        if (_ids is not null)
            return;
        _ids = new string[Math.Min(capacity, SmallestLength)];
        First = Last + 1;
    }

    /// <summary>The oldest change that is kept.</summary>
    public long First
    {
        get => Math.Max(field, Last - capacity + 1);
        private set;
    }

    /// <summary>The ids that have changed since, each once; null if that is too long ago.</summary>
    public IReadOnlyCollection<string>? Since(long number)
    {
        if (_ids is null || number < First - 1 || number > Last)
            return null;
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (long i = number + 1; i <= Last; i++)
            ids.Add(_ids[i % _ids.Length]);
        return ids;
    }

    /// <summary>Completes with the next change after this one.</summary>
    public Task After(long number) =>
        Last > number ? Task.CompletedTask : (_grown ??= new DeferredCompletion<bool>(work)).Task;

    private void Grow()
    {
        var larger = new string[Math.Min(capacity, 2 * _ids!.Length)];
        for (long i = First; i <= Last; i++)
            larger[i % larger.Length] = _ids[i % _ids.Length];
        _ids = larger;
    }
}
