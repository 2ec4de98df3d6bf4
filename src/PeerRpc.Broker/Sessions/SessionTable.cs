using PeerRpc.Core.Connections;

namespace PeerRpc.Broker.Sessions;

/// <summary>The sessions that are connected now, and the counts of those that were.</summary>
/// <param name="work">Runs what waits for their end.</param>
internal sealed class SessionTable(WorkScheduler work)
{
    private readonly Lock _gate = new(); // guards everything below
    private readonly HashSet<BrokerSession> _sessions = [];
    private readonly ForwardCount _retired = new();
    private DeferredCompletion<bool>? _empty;
    private bool _closed;

    public int Count
    {
        get
        {
            lock (_gate)
                return _sessions.Count;
        }
    }

    /// <summary>Whether no session is added any more.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_gate)
                return _closed;
        }
    }

    /// <summary>Adds a session; false if the table is closed.</summary>
    public bool TryAdd(BrokerSession session)
    {
        lock (_gate)
            return !_closed && _sessions.Add(session);
    }

    /// <summary>Takes no more sessions, and gives those that are there; later ones cannot have been missed.</summary>
    public IReadOnlyList<BrokerSession> Close()
    {
        lock (_gate)
        {
            _closed = true;
            return [.. _sessions];
        }
    }

    public void Remove(BrokerSession session)
    {
        lock (_gate)
        {
            if (!_sessions.Remove(session))
                return;
            _retired.Add(session.Forwarded);
            if (_sessions.Count == 0)
                _empty?.TryComplete(true);
        }
    }

    public IReadOnlyList<BrokerSession> Snapshot()
    {
        lock (_gate)
            return [.. _sessions];
    }

    /// <summary>What has been forwarded in all.</summary>
    public ForwardCount SumForwarded()
    {
        var sum = new ForwardCount();
        lock (_gate)
        {
            sum.Add(_retired);
            foreach (BrokerSession session in _sessions)
                sum.Add(session.Forwarded);
        }
        return sum;
    }

    /// <summary>Ends when no session is left; for one caller.</summary>
    public Task WhenEmpty()
    {
        lock (_gate)
        {
            _empty = new DeferredCompletion<bool>(work);
            if (_sessions.Count == 0)
                _empty.TryComplete(true);
            return _empty.Task;
        }
    }
}
