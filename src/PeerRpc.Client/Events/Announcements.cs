namespace PeerRpc.Client.Events;

/// <summary>
/// Has things told one after another, in the order in which they were added, by one thread at a time.
/// </summary>
/// <remarks>
/// Whoever is told may take a lock of its own, under which another thread calls us: so nothing is held meanwhile, and
/// nobody waits for who is telling. Only for what happens seldom: what is added is kept until it is told.
/// </remarks>
internal sealed class Announcements
{
    private readonly Lock _gate = new(); // guards what follows
    private readonly Queue<Action> _added = [];
    private bool _isTelling;

    /// <summary>Adds something that is to be told; under any lock.</summary>
    public void Add(Action tell)
    {
        lock (_gate)
            _added.Enqueue(tell);
    }

    /// <summary>Tells all that was added, unless another thread is about it; not under a lock.</summary>
    public void Tell()
    {
        while (TryTake() is { } tell)
        {
            tell();
            lock (_gate)
                _isTelling = false;
        }
    }

    private Action? TryTake()
    {
        lock (_gate)
        {
            if (_isTelling || !_added.TryDequeue(out Action? tell))
                return null;
            _isTelling = true;
            return tell;
        }
    }
}
