using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Processes;

/// <summary>Processor time, as the operating system counts it (10 ms steps).</summary>
/// <param name="Seconds">Of each process of a system, user and kernel.</param>
/// <param name="MachineSeconds">Of everything on the machine; null if unknown.</param>
internal sealed record ProcessorUse(IReadOnlyDictionary<EchoRole, double> Seconds, double? MachineSeconds)
{
    /// <summary>Of all processes of the system.</summary>
    public double TotalSeconds => Seconds.Values.Sum();

    /// <summary>Reads what has been used so far.</summary>
    public static ProcessorUse Read(RoleProcesses processes) => new(
        processes.ReadProcessorTimes().ToDictionary(time => time.Key, time => time.Value.TotalSeconds),
        MachineClock.ReadBusySeconds());

    /// <summary>What has been used between an earlier reading and this one.</summary>
    public ProcessorUse Since(ProcessorUse earlier) => new(
        Seconds.ToDictionary(role => role.Key, role => role.Value - earlier.Seconds[role.Key]),
        MachineSeconds - earlier.MachineSeconds);

    /// <summary>Cores that everything else kept busy; null if unknown.</summary>
    /// <param name="seconds">How long it took.</param>
    public double? OtherCores(double seconds) => (MachineSeconds - TotalSeconds) / seconds;
}
