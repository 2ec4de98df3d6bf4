using System.Globalization;
using PeerRpc.Benchmarks.Bulk;
using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Processes;

/// <summary>The commands that only processes of <see cref="Workload.Bulk"/> obey.</summary>
internal static class BulkCommands
{
    private static readonly TimeSpan CommandLimit = TimeSpan.FromSeconds(60);

    /// <summary>Lets each process collect garbage and watch its memory from now on.</summary>
    public static Task WatchMemoryAsync(this RoleProcesses processes) =>
        processes.AskAllAsync(RoleCommand.Watch, RoleJson.Default.Boolean, CommandLimit);

    /// <summary>Ends the watch of each process.</summary>
    public static Task<IReadOnlyDictionary<EchoRole, MemoryReading>> ReadMemoryAsync(this RoleProcesses processes) =>
        processes.AskAllAsync(RoleCommand.Memory, RoleJson.Default.MemoryReading, CommandLimit);

    /// <summary>Makes one transfer from the callee to the caller.</summary>
    public static Task<BulkResult> ReceiveAsync(this RoleProcesses processes, long bytes) => processes.AskAsync(
        EchoRole.Caller,
        string.Create(CultureInfo.InvariantCulture, $"{RoleCommand.Receive} {bytes}"),
        RoleJson.Default.BulkResult,
        CommandLimit + BulkLoad.LimitOf(bytes));

    /// <summary>Makes transfers one after another.</summary>
    public static Task<BulkResult> RepeatAsync(this RoleProcesses processes, double seconds) => processes.AskAsync(
        EchoRole.Caller,
        string.Create(CultureInfo.InvariantCulture, $"{RoleCommand.Repeat} {seconds}"),
        RoleJson.Default.BulkResult,
        CommandLimit + TimeSpan.FromSeconds(seconds));

    /// <summary>Connects a second sender, in the process of the callee.</summary>
    public static Task AddBystanderAsync(this RoleProcesses processes) =>
        processes.AskAsync(EchoRole.Callee, RoleCommand.Bystander, RoleJson.Default.Boolean, CommandLimit);

    /// <summary>Lets the caller call, one call at a time, beside bulk from somebody or alone.</summary>
    public static Task<FairnessResult> CallBesideAsync(
        this RoleProcesses processes, BulkTarget? target, double seconds) => processes.AskAsync(
            EchoRole.Caller,
            string.Create(CultureInfo.InvariantCulture, $"{RoleCommand.Beside} {seconds} {target}").TrimEnd(),
            RoleJson.Default.FairnessResult,
            CommandLimit + TimeSpan.FromSeconds(seconds));
}
