using System.Globalization;
using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Processes;

/// <summary>The commands that the processes of every workload obey.</summary>
internal static class EchoCommands
{
    private static readonly TimeSpan CommandLimit = TimeSpan.FromSeconds(20);

    /// <summary>Lets the caller call.</summary>
    public static Task<LoadResult> RunAsync(this RoleProcesses processes, int inFlight, double seconds)
    {
        string command = string.Create(CultureInfo.InvariantCulture, $"{RoleCommand.Run} {inFlight} {seconds}");
        TimeSpan limit = TimeSpan.FromSeconds(seconds) + CommandLimit;
        return processes.AskAsync(EchoRole.Caller, command, RoleJson.Default.LoadResult, limit);
    }

    /// <summary>Lets the caller call at a rate.</summary>
    public static Task<PacedResult> PaceAsync(this RoleProcesses processes, double rate, double seconds)
    {
        string command = string.Create(CultureInfo.InvariantCulture, $"{RoleCommand.Pace} {rate} {seconds}");
        TimeSpan limit = TimeSpan.FromSeconds(seconds) + CommandLimit;
        return processes.AskAsync(EchoRole.Caller, command, RoleJson.Default.PacedResult, limit);
    }

    /// <summary>Asks each process what it has allocated.</summary>
    public static Task<IReadOnlyDictionary<EchoRole, AllocationReading>> ReadAllocationsAsync(
        this RoleProcesses processes) =>
        processes.AskAllAsync(RoleCommand.Allocated, RoleJson.Default.AllocationReading, CommandLimit);
}
