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

    public int Count
    {
        get
        {
            lock (_gate)
                return _sessions.Count;
        }
    }

    public void Add(BrokerSession session)
    {
        lock (_gate)
            _sessions.Add(session);
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
