using PeerRpc.Benchmarks.Peers;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>What <c>peers</c> compares and finds, as text.</summary>
internal static class PeersTable
{
    /// <summary>What is compared.</summary>
    public static void Write(IReadOnlyList<PeerFacts> systems, TextWriter output)
    {
        foreach (PeerFacts facts in systems)
        {
            output.WriteLine(
                $"{facts.System,-10}{facts.Version}; {facts.Runtime}; {facts.Transport}, {facts.Payload}; " +
                facts.Settings);
        }

        output.WriteLine();
    }

    /// <summary>Medians and ratios.</summary>
    public static void Write(PeersReport report, TextWriter output)
    {
        CallsTable.WriteMedians(report.Options, report.Medians, report.Runs, output);
        foreach (IGrouping<string, CallsRatio> ratios in report.Ratios.GroupBy(ratio => ratio.Baseline))
        {
            output.WriteLine();
            output.WriteLine($"ratio to {ratios.Key}, median of the pairs (lowest - highest)");
            foreach (CallsRatio ratio in ratios) output.WriteLine(CallsTable.LineOf(ratio));
        }
    }
}
