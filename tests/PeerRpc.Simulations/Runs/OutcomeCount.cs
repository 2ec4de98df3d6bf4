using PeerRpc.Simulations.Scenes;

namespace PeerRpc.Simulations.Runs;

/// <summary>Counts how the calls of a seed ended, and finds endings that must not be.</summary>
internal sealed class OutcomeCount
{
    private readonly Dictionary<string, int> _counts = [];

    /// <summary>How many calls ended, by code and by what was said about their execution.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>Adds one outcome.</summary>
    public void Add(PeerErrorCode code, Executed executed)
    {
        string name = code == PeerErrorCode.None ? "Succeeded" : $"{code}/{executed}";
        _counts[name] = _counts.GetValueOrDefault(name) + 1;
    }

    /// <summary>Adds what a history tells.</summary>
    /// <returns>What must not be.</returns>
    public IEnumerable<SeedViolation> Add(IHistory history, Scene scene)
    {
        foreach (HistoryEvent entry in history.Read())
        {
            if (entry.Kind != HistoryEventKind.OutcomeSeen)
                continue;
            Add(entry.Code, entry.Executed);
            if (scene.IsMild && !IsMeant(entry.Code))
                yield return new SeedViolation("CallLost", entry.ToString());
            else if (entry.Code == PeerErrorCode.ProtocolError)
                yield return new SeedViolation("ProtocolError", entry.ToString());
        }
    }

    // What the load itself brings about. A first call to a peer that is away for a moment does not find it, by design.
    private static bool IsMeant(PeerErrorCode code) => code is PeerErrorCode.None or PeerErrorCode.Cancelled
        or PeerErrorCode.ApplicationError or PeerErrorCode.DeadlineExceeded or PeerErrorCode.SlowConsumer
        or PeerErrorCode.PeerNotFound;
}
