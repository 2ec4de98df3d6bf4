namespace PeerRpc.Integration.Contracts;

/// <summary>One member's copy of a set of numbers, kept the same as the others' by comparing.</summary>
internal sealed class SharedNumbers : INumberSet, IAsyncDisposable
{
    private readonly INumberSet _others;
    private readonly PeerReconciliation _reconciliation;
    private readonly Lock _gate = new(); // guards what follows
    private readonly SortedSet<int> _numbers = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SharedNumbers(PeerClient client)
    {
        Group = client.Group("numbers");
        client.RegisterController<INumberSet>(this);
        _others = Group.Controller<INumberSet>();
        _reconciliation = Group.Reconcile<INumberSet>(CompareAsync);
    }

    /// <summary>The group of those who have the set.</summary>
    public PeerGroup Group { get; }

    /// <summary>With how many members it has compared, counted when that has ended well.</summary>
    public int Comparisons { get; private set; }

    public IReadOnlyList<int> Numbers
    {
        get
        {
            lock (_gate)
                return [.. _numbers];
        }
    }

    /// <summary>Adds a number here, and tells the others if that has a point; nobody waits for that.</summary>
    public void Add(int number)
    {
        Learn([number]);
        if (_reconciliation.IsCurrent)
            _ = _others.Added(number);
    }

    public Task<int[]> Exchange(int[] numbers)
    {
        int[] missing;
        lock (_gate)
            missing = [.. _numbers.Except(numbers)];
        TellAll(numbers);
        return Task.FromResult(missing);
    }

    public Task Added(int number)
    {
        Learn([number]);
        return Task.CompletedTask;
    }

    /// <summary>Waits until it has so many.</summary>
    public async Task UntilAsync(int count)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_numbers.Count >= count)
                    return;
                changed = _changed.Task;
            }
            await changed.WithinLimitAsync();
        }
    }

    /// <summary>Waits until it knows of a member, or knows that there is no such one.</summary>
    public async Task UntilMemberAsync(string id, bool isThere = true)
    {
        var seen = new Gate();
        using IDisposable following = _reconciliation.Members.Subscribe(members =>
        {
            if (members.Peers.ContainsKey(id) == isThere)
                seen.Open();
        });
        await seen.WaitAsync();
    }

    public ValueTask DisposeAsync() => _reconciliation.DisposeAsync();

    private async Task CompareAsync(INumberSet other, CancellationToken cancellationToken)
    {
        TellAll(await other.Exchange([.. Numbers]).WaitAsync(cancellationToken));
        lock (_gate)
            Comparisons++;
    }

    // What comes of one alone may be missing at the others.
    private void TellAll(int[] numbers)
    {
        if (Learn(numbers))
            _reconciliation.WithAll();
    }

    private bool Learn(int[] numbers)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            int before = _numbers.Count;
            _numbers.UnionWith(numbers);
            if (_numbers.Count == before)
                return false;
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        changed.SetResult();
        return true;
    }
}
