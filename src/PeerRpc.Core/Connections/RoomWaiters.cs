namespace PeerRpc.Core.Connections;

/// <summary>Those who want to add to a queue that has no room, in the order in which they came.</summary>
/// <param name="gate">That of the queue; it guards all that is here.</param>
internal sealed class RoomWaiters(Lock gate)
{
    private Queue<IRoomWaiter>? _waiters;

    /// <summary>Adds one, unless it waits already. Under the gate.</summary>
    public void Add(IRoomWaiter waiter)
    {
        _waiters ??= new Queue<IRoomWaiter>();
        if (!_waiters.Contains(waiter))
            _waiters.Enqueue(waiter);
    }

    /// <summary>Gives each of them one turn; whoever has more asks again and stands behind the others.</summary>
    public void TakeTurns()
    {
        int turns;
        lock (gate)
            turns = _waiters?.Count ?? 0;
        while (turns-- > 0)
        {
            IRoomWaiter? waiter;
            lock (gate)
            {
                if (!_waiters!.TryDequeue(out waiter))
                    return;
            }
            waiter.OnRoom();
        }
    }
}
