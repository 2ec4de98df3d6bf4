using PeerRpc.Chaos.Contracts;

namespace PeerRpc.Chaos.Reports;

/// <summary>What the histories of a run say of its calls, in figures.</summary>
internal sealed class RunSummary
{
    private readonly Dictionary<long, HistoryEvent> _open = [];
    private readonly Dictionary<int, TimeSpan> _lastSuccess = []; // by caller
    private readonly List<double> _echoes = []; // ms
    private TimeSpan _first = TimeSpan.MaxValue;
    private TimeSpan _last;

    /// <summary>By kind of call.</summary>
    public SortedDictionary<LoadKind, KindCounts> Kinds { get; } = [];

    /// <summary>Calls that failed against the will of the load: kind, code, what is said of their execution.</summary>
    public SortedDictionary<(LoadKind Kind, PeerErrorCode Code, Executed Executed), int> Failures { get; } = [];

    public int Made => Kinds.Values.Sum(kind => kind.Made);

    public int Succeeded => Kinds.Values.Sum(kind => kind.Succeeded);

    public int Failed => Kinds.Values.Sum(kind => kind.Failed);

    /// <summary>From the first call to the last outcome.</summary>
    public TimeSpan Duration => _last > _first ? _last - _first : TimeSpan.Zero;

    /// <summary>The longest time that a call without a wait of its own took to succeed.</summary>
    public TimeSpan LongestCall { get; private set; }

    /// <summary>The longest time in which a caller, while it lived, saw no success of any call.</summary>
    public TimeSpan LongestGap { get; private set; }

    public static RunSummary Read(IEnumerable<IHistory> histories)
    {
        var summary = new RunSummary();
        foreach (IHistory history in histories)
        {
            foreach (HistoryEvent entry in history.Read())
                summary.Add(entry);
            // Calls are invoked and ended in the same history.
            summary._open.Clear();
        }
        summary._echoes.Sort();
        return summary;
    }

    /// <summary>The time that a share of the small echoes did not exceed, in milliseconds.</summary>
    public double EchoMilliseconds(double share) =>
        _echoes.Count == 0 ? 0 : _echoes[int.Min(_echoes.Count - 1, (int)(share * _echoes.Count))];

    private void Add(in HistoryEvent entry)
    {
        switch (entry.Kind)
        {
            case HistoryEventKind.CallInvoked:
                _open[entry.Key] = entry;
                Of(entry).Made++;
                _first = entry.Time < _first ? entry.Time : _first;
                break;
            case HistoryEventKind.OutcomeSeen when _open.Remove(entry.Key, out HistoryEvent invoked):
                _last = entry.Time > _last ? entry.Time : _last;
                End(invoked, entry);
                break;
        }
    }

    private void End(in HistoryEvent invoked, in HistoryEvent outcome)
    {
        var kind = (LoadKind)invoked.Number;
        if (outcome.Code == PeerErrorCode.None)
            Succeed(kind, invoked, outcome);
        else if (IsMeant(kind, outcome.Code))
            Of(invoked).AsMeant++;
        else
        {
            Of(invoked).Failed++;
            var failure = (kind, outcome.Code, outcome.Executed);
            Failures[failure] = Failures.GetValueOrDefault(failure) + 1;
        }
    }

    private void Succeed(LoadKind kind, in HistoryEvent invoked, in HistoryEvent outcome)
    {
        Of(invoked).Succeeded++;
        TimeSpan took = outcome.Time - invoked.Time;
        if (kind == LoadKind.Echo)
            _echoes.Add(took.TotalMilliseconds);
        bool isImmediate = kind is LoadKind.Echo or LoadKind.EchoLarge or LoadKind.EchoChunked or LoadKind.Repeat;
        if (isImmediate && took > LongestCall)
            LongestCall = took;
        if (_lastSuccess.TryGetValue(outcome.Process, out TimeSpan before) && outcome.Time - before > LongestGap)
            LongestGap = outcome.Time - before;
        _lastSuccess[outcome.Process] = outcome.Time;
    }

    private KindCounts Of(in HistoryEvent invoked)
    {
        var kind = (LoadKind)invoked.Number;
        if (!Kinds.TryGetValue(kind, out KindCounts? counts))
            Kinds[kind] = counts = new KindCounts();
        return counts;
    }

    private static bool IsMeant(LoadKind kind, PeerErrorCode code) => (kind, code) is
        (LoadKind.Cancel, PeerErrorCode.Cancelled)
        or (LoadKind.Expire, PeerErrorCode.DeadlineExceeded)
        or (LoadKind.Refuse, PeerErrorCode.ApplicationError);
}
