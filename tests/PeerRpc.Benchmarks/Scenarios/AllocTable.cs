using System.Globalization;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>The figures of <c>alloc</c> as text.</summary>
internal static class AllocTable
{
    private const string Heading =
        "system           in flight      calls   bytes/call: broker   callee   caller   collections (same order)";

    /// <summary>One line per run.</summary>
    public static void Write(BenchmarkOptions options, IReadOnlyList<AllocRun> runs, TextWriter output)
    {
        output.WriteLine(FormattableString.Invariant($"{options.Transport}, {options.Seconds} s per load"));
        output.WriteLine(Heading);
        foreach (AllocRun run in runs) output.WriteLine(LineOf(run));
    }

    private static string LineOf(AllocRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.System,-14}{run.InFlight,12}{run.Calls,11:N0}{run.BytesPerCall[EchoRole.Broker],21:F1}" +
        $"{run.BytesPerCall[EchoRole.Callee],9:F1}{run.BytesPerCall[EchoRole.Caller],9:F1}" +
        $"{run.Collections[EchoRole.Broker],8}{run.Collections[EchoRole.Callee],6}" +
        $"{run.Collections[EchoRole.Caller],6}");
}
