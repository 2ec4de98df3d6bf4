using PeerRpc.Client;

namespace PeerRpc.Testing.Tests.Simulation;

/// <summary>One process's copy of a set of numbers, which lies on a disk that outlives the process.</summary>
internal sealed class SharedSet : ISharedSet
{
    private readonly SortedSet<int> _disk;
    private readonly PeerReconciliation _reconciliation;

    public SharedSet(PeerClient client, SortedSet<int> disk)
    {
        _disk = disk;
        Group = client.Group("numbers");
        client.RegisterController<ISharedSet>(this);
        _reconciliation = Group.Reconcile<ISharedSet>(
            async (other, _) => Learn(await other.Exchange([.. _disk])));
    }

    public PeerGroup Group { get; }

    /// <summary>Adds a number; nobody waits until the others know.</summary>
    public void Add(int number)
    {
        _disk.Add(number);
        if (_reconciliation.IsCurrent)
            _ = Group.Controller<ISharedSet>().Added(number);
    }

    public Task<int[]> Exchange(int[] mine)
    {
        int[] missing = [.. _disk.Except(mine)];
        Learn(mine);
        return Task.FromResult(missing);
    }

    public Task Added(int number)
    {
        _disk.Add(number);
        return Task.CompletedTask;
    }

    private void Learn(int[] numbers)
    {
        int before = _disk.Count;
        _disk.UnionWith(numbers);
        if (_disk.Count > before)
            _reconciliation.WithAll();
    }
}
