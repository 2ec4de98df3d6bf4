using PeerRpc.Testing.Simulation.Network;

namespace PeerRpc.Simulations.Faults;

/// <summary>Has faults happen, and mends what they have broken.</summary>
/// <param name="simulation">The simulation.</param>
/// <param name="faults">What happens, in the order of the times.</param>
/// <param name="tell">Told before a process is killed, stopped or goes on.</param>
internal sealed class FaultPlayer(
    PeerSimulation simulation, IReadOnlyList<SceneFault> faults, Action<SimulatedNode, HistoryEventKind> tell)
{
    private const string Broker = "broker";
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);
    private const long SlowBytesPerSecond = 64 * 1024;

    /// <summary>How often each kind has happened.</summary>
    public Dictionary<SceneFaultKind, int> Counts { get; } = [];

    /// <summary>Plays all faults, and waits until those that end by themselves are over.</summary>
    public async Task PlayAsync()
    {
        TimeSpan begin = simulation.Elapsed;
        List<Task> mended = [];
        foreach (SceneFault fault in faults)
        {
            TimeSpan left = begin + fault.At - simulation.Elapsed;
            if (left > TimeSpan.Zero)
                await simulation.Delay(left);
            if (Strike(fault) is { } mend)
                mended.Add(MendAsync(mend, fault.Duration));
        }
        await StrikeMissingAsync();
        await Task.WhenAll(mended);
        simulation.Network.HealAll();
    }

    // A fault does not befall a node that is away already. There are to be some all the same.
    private async Task StrikeMissingAsync()
    {
        while (Counts.Values.Sum() < Math.Min(FaultDraw.Fewest, faults.Count))
        {
            await simulation.Delay(Between);
            Strike(new SceneFault(TimeSpan.Zero, SceneFaultKind.Cut, Broker, TimeSpan.Zero, TrafficDirection.Both));
        }
    }

    private async Task MendAsync(Action mend, TimeSpan after)
    {
        await simulation.Delay(after);
        mend();
    }

    private Action? Strike(SceneFault fault)
    {
        SimulatedNode node = simulation.Node(fault.Node);
        if (!node.IsRunning || node.IsPaused)
            return null;
        Counts[fault.Kind] = Counts.GetValueOrDefault(fault.Kind) + 1;
        SimulatedNetwork network = simulation.Network;
        switch (fault.Kind)
        {
            case SceneFaultKind.Cut:
                network.Cut(node.Name);
                return null;
            case SceneFaultKind.Linger:
                network.Stall(node.Name, fault.Duration);
                return null;
            case SceneFaultKind.Stall:
                network.Stall(node.Name, fault.Duration, fault.Direction);
                return null;
            case SceneFaultKind.HalfOpen:
                network.HalfOpen(node.Name, fault.Direction);
                return null;
            case SceneFaultKind.Partition:
                network.Partition(node.Name, Broker);
                return () => network.Heal(node.Name, Broker);
            case SceneFaultKind.Refuse:
                network.Refuse(node.Name);
                network.Cut(node.Name);
                return () => network.Refuse(node.Name, refuse: false);
            case SceneFaultKind.SlowReader:
                network.SetConditions(
                    node.Name, network.Conditions with { ReadBytesPerSecond = SlowBytesPerSecond });
                return () => network.SetConditions(node.Name, null);
            case SceneFaultKind.Pause:
                tell(node, HistoryEventKind.ProcessPaused);
                node.Pause();
                return () => Continue(node);
            case SceneFaultKind.ClockJump:
                node.ClockOffset += (fault.Duration - TimeSpan.FromSeconds(1)) * 100;
                return null;
            default:
                tell(node, HistoryEventKind.ProcessKilled);
                node.Crash(fault.Kind == SceneFaultKind.BrokerMachineCrash ? CrashKind.Machine : CrashKind.Process);
                return () => Restart(node);
        }
    }

    private void Continue(SimulatedNode node)
    {
        if (!node.IsPaused)
            return;
        tell(node, HistoryEventKind.ProcessContinued);
        node.Resume();
    }

    private static void Restart(SimulatedNode node)
    {
        if (!node.IsRunning)
            node.Restart();
    }
}
