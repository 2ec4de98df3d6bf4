using PeerRpc.TestKit.Histories;
using PeerRpc.TestKit.Histories.Checking;

namespace PeerRpc.TestKit.Tests.Histories.Checking;

/// <summary>Random runs that keep every promise pass; the same with a single event changed do not.</summary>
public sealed class RandomRunTests
{
    private const int Seeds = 200;
    private const int Calls = 300;

    [Fact]
    public void Run_AsPromised_HasNoViolation()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            CheckReport report = Check(RandomRun.Create(seed, Calls));

            Assert.True(report.Violations == 0, $"seed {seed}: {report}");
            Assert.Equal(Calls, report.Calls);
        }
    }

    [Theory]
    [InlineData(HistoryRule.ExecutedAtMostOnce, HistoryEventKind.ExecutionStarted, CallForm.Unary, 2)]
    [InlineData(HistoryRule.OutcomeMissing, HistoryEventKind.OutcomeSeen, CallForm.Unary, 0)]
    [InlineData(HistoryRule.OneOutcome, HistoryEventKind.OutcomeSeen, CallForm.Idempotent, 2)]
    [InlineData(HistoryRule.YesMeansExecuted, HistoryEventKind.ExecutionStarted, CallForm.Idempotent, 0)]
    [InlineData(HistoryRule.ItemsWithoutGap, HistoryEventKind.ItemConsumed, CallForm.Streaming, 2)]
    [InlineData(HistoryRule.StreamComplete, HistoryEventKind.ItemConsumed, CallForm.Streaming, 0)]
    [InlineData(HistoryRule.EndingMissing, HistoryEventKind.StreamEnded, CallForm.Streaming, 0)]
    [InlineData(HistoryRule.OneEnding, HistoryEventKind.StreamEnded, CallForm.Streaming, 2)]
    public void Run_WithAnEventLeftOutOrRepeated_IsFound(
        HistoryRule rule, HistoryEventKind kind, CallForm form, int copies)
    {
        for (int seed = 0; seed < Seeds / 10; seed++)
        {
            HistoryEvent[] run = RandomRun.Create(seed, Calls);
            int changed = PickSucceeded(run, kind, form, new Random(seed));

            CheckReport report = Check(
                [.. run[..changed], .. Enumerable.Repeat(run[changed], copies), .. run[(changed + 1)..]]);

            Assert.True(report.Counts.ContainsKey(rule), $"seed {seed}, event {changed}: {report}");
        }
    }

    [Theory]
    [InlineData(HistoryRule.ResultOfThisCall, HistoryEventKind.OutcomeSeen)]
    [InlineData(HistoryRule.ArgumentsOfThisCall, HistoryEventKind.ExecutionStarted)]
    public void Run_WithAnotherValue_IsFound(HistoryRule rule, HistoryEventKind kind)
    {
        for (int seed = 0; seed < Seeds / 10; seed++)
        {
            HistoryEvent[] run = RandomRun.Create(seed, Calls);
            int changed = PickSucceeded(run, kind, CallForm.Unary, new Random(seed));
            run[changed] = run[changed] with { Value = run[changed].Value ^ 1 };

            Assert.Contains(rule, Check(run).Counts.Keys);
        }
    }

    [Fact]
    public void Run_WithTwoStartsExchanged_IsFound()
    {
        for (int seed = 0; seed < Seeds / 10; seed++)
        {
            HistoryEvent[] run = RandomRun.Create(seed, Calls);
            HashSet<long> ordered = [.. run.Where(e => e is { Process: 1, Order: > 0 }).Select(e => e.Key)];
            HashSet<long> succeeded = [.. Succeeded(run)];
            int[] starts = [.. Enumerable.Range(0, run.Length).Where(i =>
                run[i].Kind == HistoryEventKind.ExecutionStarted && ordered.Contains(run[i].Key)
                && succeeded.Contains(run[i].Key))];
            (int first, int second) = starts.Zip(starts[1..])
                .First(pair => run[pair.First].Process == run[pair.Second].Process);
            (run[first], run[second]) = (
                run[second] with { Time = run[first].Time }, run[first] with { Time = run[second].Time });

            Assert.Contains(HistoryRule.StartOrder, Check(run).Counts.Keys);
        }
    }

    private static CheckReport Check(HistoryEvent[] events) => HistoryChecker.Check([new MemoryHistory(events)]);

    private static IEnumerable<long> Succeeded(HistoryEvent[] run) => run
        .Where(e => e is { Kind: HistoryEventKind.OutcomeSeen, Code: PeerErrorCode.None })
        .Select(e => e.Key);

    // An event of a call of that form which succeeds; streams have the negative keys of their calls. None of a
    // producer: it may be killed later, and then need not have ended.
    private static int PickSucceeded(HistoryEvent[] run, HistoryEventKind kind, CallForm form, Random random)
    {
        HashSet<long> ofForm = [.. run.Where(e => e.Kind == HistoryEventKind.CallInvoked && e.Form == form)
            .Select(e => e.Key)];
        HashSet<long> keys = [.. Succeeded(run).Where(ofForm.Contains)];
        int[] candidates = [.. Enumerable.Range(0, run.Length).Where(i =>
            run[i].Kind == kind && run[i].Side == StreamSide.Reader
            && (keys.Contains(run[i].Key) || keys.Contains(-run[i].Key)))];
        return candidates[random.Next(candidates.Length)];
    }
}
