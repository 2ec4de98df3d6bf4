using System.Diagnostics;
using PeerRpc.Simulations.Options;

namespace PeerRpc.Simulations.Runs;

/// <summary>Runs many seeds, on some threads, each with a simulation of its own.</summary>
/// <param name="command">Which seeds, and how.</param>
/// <param name="output">Where to write what they found.</param>
internal sealed class SeedBatch(SimulationsCommand command, TextWriter output)
{
    /// <summary>What the line begins with that tells of the first seed that found something.</summary>
    public const string FoundMark = "found by";

    // Calls of an application may call one another on one stack in a simulation.
    private const int StackBytes = 16 * 1024 * 1024;

    private readonly Lock _gate = new(); // guards the next three, and the output
    private readonly BatchTotals _totals = new();
    private int _begun;
    private bool _stopped;

    /// <summary>Runs them.</summary>
    /// <returns>Zero if nothing was found.</returns>
    public int Run()
    {
        long begin = Stopwatch.GetTimestamp();
        Thread[] threads = [.. Enumerable.Range(0, command.Jobs).Select(_ => new Thread(Work, StackBytes))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        output.WriteLine(_totals.Describe(Stopwatch.GetElapsedTime(begin)));
        return _totals.FailedSeeds == 0 ? 0 : 1;
    }

    private void Work()
    {
        while (TryTake(out ulong seed))
            Take(seed, [.. command.Kinds.Select(kind => SeedRun.Run(seed, kind, command.Run))]);
    }

    private bool TryTake(out ulong seed)
    {
        lock (_gate)
        {
            seed = command.From + (ulong)_begun;
            if (_stopped || _begun == command.Seeds)
                return false;
            _begun++;
            return true;
        }
    }

    private void Take(ulong seed, SeedResult[] results)
    {
        lock (_gate)
        {
            _totals.Add(results);
            foreach (SeedResult result in results)
                Show(result);
            SeedResult[] failed = [.. results.Where(result => result.Violations.Count > 0)];
            if (failed.Length == 0 || _stopped)
                return;
            if (_totals.FailedSeeds <= command.Described)
                output.WriteLine(string.Join('\n', failed.Select(FailureText.Of)));
            if (!command.UntilFound)
                return;
            _stopped = true;
            IEnumerable<string> rules =
                failed.SelectMany(result => result.Violations.Select(violation => violation.Rule)).Distinct();
            output.WriteLine(
                $"{FoundMark} seed {seed}, the {_totals.Seeds}. of them, by {string.Join(", ", rules)}");
        }
    }

    private void Show(SeedResult result)
    {
        if (command.Hashes)
        {
            output.WriteLine(FormattableString.Invariant(
                $"hash {result.Seed} {result.Kind} {result.TraceHash:x16}"));
        }
        if (command.Run.Trace)
            output.WriteLine($"{result.Story}\n{string.Join('\n', result.LastEvents)}");
    }
}
