using System.Text.Json.Serialization;

namespace PeerRpc.Core.Statistics;

/// <summary>What a client has done since its last report.</summary>
/// <param name="CallsMade">Calls made that have ended, by outcome.</param>
/// <param name="CallsServed">Calls served that have ended, by outcome.</param>
/// <param name="StreamsPassed">Streams and live objects passed to others.</param>
/// <param name="StreamsReceived">Streams and live objects received.</param>
/// <param name="LinksResumed">How often a link went on over another path.</param>
/// <param name="FramesReplayed">Frames that were sent again.</param>
/// <param name="LinkFaults">How often a link found the protocol broken.</param>
internal sealed record StatisticsReport(
    OutcomeCount[] CallsMade,
    OutcomeCount[] CallsServed,
    long StreamsPassed,
    long StreamsReceived,
    long LinksResumed,
    long FramesReplayed,
    long LinkFaults)
{
    /// <summary>How many outcomes of each kind it may tell.</summary>
    public const int MaxOutcomes = 64;

    /// <summary>Whether it tells of nothing.</summary>
    [JsonIgnore]
    public bool IsEmpty => CallsMade.Length + CallsServed.Length == 0
        && StreamsPassed + StreamsReceived + LinksResumed + FramesReplayed + LinkFaults == 0;

    /// <summary>Whether it tells what can have been.</summary>
    [JsonIgnore]
    public bool IsPossible => CallsMade.Length <= MaxOutcomes && CallsServed.Length <= MaxOutcomes
        && CallsMade.Concat(CallsServed).All(outcome => outcome is { Code: >= 0, Count: >= 0 })
        && new[] { StreamsPassed, StreamsReceived, LinksResumed, FramesReplayed, LinkFaults }.Min() >= 0;

    /// <summary>What has been done between two moments.</summary>
    public static StatisticsReport Between(PeerStatistics before, PeerStatistics now) => new(
        Between(before.CallsMade, now.CallsMade),
        Between(before.CallsServed, now.CallsServed),
        now.StreamsPassed - before.StreamsPassed,
        now.StreamsReceived - before.StreamsReceived,
        now.LinksResumed - before.LinksResumed,
        now.FramesReplayed - before.FramesReplayed,
        now.LinkFaults - before.LinkFaults);

    /// <summary>Adds it to what was known.</summary>
    public PeerStatistics AddTo(PeerStatistics sum) => new()
    {
        CallsMade = Add(sum.CallsMade, CallsMade),
        CallsServed = Add(sum.CallsServed, CallsServed),
        StreamsPassed = sum.StreamsPassed + StreamsPassed,
        StreamsReceived = sum.StreamsReceived + StreamsReceived,
        LinksResumed = sum.LinksResumed + LinksResumed,
        FramesReplayed = sum.FramesReplayed + FramesReplayed,
        LinkFaults = sum.LinkFaults + LinkFaults,
    };

    private static OutcomeCount[] Between(
        IReadOnlyDictionary<PeerErrorCode, long> before, IReadOnlyDictionary<PeerErrorCode, long> now) =>
        [.. now
            .Select(count => new OutcomeCount((int)count.Key, count.Value - before.GetValueOrDefault(count.Key)))
            .Where(outcome => outcome.Count > 0)];

    private static Dictionary<PeerErrorCode, long> Add(
        IReadOnlyDictionary<PeerErrorCode, long> sum, OutcomeCount[] outcomes)
    {
        var added = new Dictionary<PeerErrorCode, long>(sum);
        foreach (OutcomeCount outcome in outcomes)
            added[outcome.Outcome] = added.GetValueOrDefault(outcome.Outcome) + outcome.Count;
        return added;
    }
}
