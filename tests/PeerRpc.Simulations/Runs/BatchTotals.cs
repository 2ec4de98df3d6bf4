using System.Globalization;
using System.Text;

namespace PeerRpc.Simulations.Runs;

/// <summary>Adds up what became of seeds. Not for several threads at a time.</summary>
internal sealed class BatchTotals
{
    private readonly Dictionary<string, long> _outcomes = [];
    private readonly Dictionary<string, long> _faults = [];
    private readonly Dictionary<string, long> _rules = [];
    private readonly Dictionary<string, long> _operations = [];
    private long _calls;
    private long _steps;
    private long _resumes;
    private long _replayed;
    private TimeSpan _longest;

    public int Seeds { get; private set; }

    public int FailedSeeds { get; private set; }

    /// <summary>Adds what was played of a seed.</summary>
    public void Add(IReadOnlyList<SeedResult> results)
    {
        Seeds++;
        FailedSeeds += results.Any(result => result.Violations.Count > 0) ? 1 : 0;
        foreach (SeedResult result in results)
            Add(result);
    }

    /// <summary>All of it, for people.</summary>
    /// <param name="took">How long it took.</param>
    public string Describe(TimeSpan took)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        var text = new StringBuilder();
        text.Append(culture, $"seeds      {Seeds}, {Seeds / took.TotalSeconds:0.0} per second\n");
        text.Append(culture, $"operations {_operations.Values.Sum()}: {Join(_operations)}\n");
        text.Append(culture, $"calls      {_calls} with an outcome\n");
        text.Append(culture, $"outcomes   {Join(_outcomes)}\n");
        text.Append(culture, $"faults     {_faults.Values.Sum()}: {Join(_faults)}\n");
        text.Append(culture, $"resumes    {_resumes}, {_replayed} frames replayed\n");
        text.Append(culture, $"steps      {_steps}, the longest seed took {_longest} of virtual time\n");
        text.Append(culture, $"violations {_rules.Values.Sum()} in {FailedSeeds} seeds {Join(_rules)}");
        return text.ToString().TrimEnd();
    }

    private void Add(SeedResult result)
    {
        Add(_operations, [(result.Kind.ToString(), result.Operations)]);
        _calls += result.Outcomes.Values.Sum();
        _steps += result.Steps;
        _resumes += result.Resumes;
        _replayed += result.ReplayedFrames;
        _longest = result.Elapsed > _longest ? result.Elapsed : _longest;
        Add(_outcomes, result.Outcomes.Select(pair => (pair.Key, pair.Value)));
        Add(_faults, result.Faults.Select(pair => (pair.Key.ToString(), pair.Value)));
        Add(_rules, result.Violations.Select(violation => (violation.Rule, 1)));
    }

    private static string Join(Dictionary<string, long> counts) => string.Join(
        ", ",
        counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key} {pair.Value}"));

    private static void Add(Dictionary<string, long> counts, IEnumerable<(string Name, int Count)> more)
    {
        foreach ((string name, int count) in more)
            counts[name] = counts.GetValueOrDefault(name) + count;
    }
}
