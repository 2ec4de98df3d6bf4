using PeerRpc.Chaos.Faults;
using PeerRpc.Chaos.Options;

namespace PeerRpc.Chaos.Runs;

/// <summary>One caller and one callee whose connections are cut behind random bytes, again and again.</summary>
internal sealed class CutsRun(ChaosOptions options, TextWriter output)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromSeconds(90);

    /// <summary>Runs it.</summary>
    /// <returns>Whether everything went as promised.</returns>
    public Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var plan = new CutPlan(options.Count, options.Seed);
        var run = new LoadedRun(options with { Callers = 1, Callees = 1 }, output)
        {
            NextBudget = plan.Next,
            IsHasty = true,
        };
        return run.RunAsync(
            async (cast, proxy) =>
            {
                plan.Begin(proxy.Live);
                await UntilEnoughAsync(plan, cast, cancellationToken);
                var counts = new FaultCounts();
                counts.Add("Cut", plan.Done);
                return counts;
            },
            cancellationToken);
    }

    private static async Task UntilEnoughAsync(CutPlan plan, Cast cast, CancellationToken cancellationToken)
    {
        int before = 0;
        long since = TimeProvider.System.GetTimestamp();
        while (await Task.WhenAny(plan.Enough, Task.Delay(BetweenLooks, cancellationToken)) != plan.Enough)
        {
            cancellationToken.ThrowIfCancellationRequested();
            cast.ThrowIfAnyEnded();
            int done = plan.Done;
            if (done > before)
                since = TimeProvider.System.GetTimestamp();
            else if (TimeProvider.System.GetElapsedTime(since) > LongestQuiet)
                throw new TimeoutException($"Nothing flows any more after {done} cuts.");
            before = done;
        }
    }
}
