using PeerRpc.Testing.Simulation.Engine;
using PeerRpc.Testing.Simulation.Network;

namespace PeerRpc.Testing.Simulation;

/// <summary>Faults that happen as a <see cref="FaultPlan"/> says, until this is disposed of.</summary>
public sealed class FaultInjection : IDisposable
{
    private const long SlowBytesPerSecond = 16 * 1024;

    private readonly PeerSimulation _simulation;
    private readonly FaultPlan _plan;
    private readonly SeededRandom _random;
    private readonly List<Action> _mending = [];
    private bool _over;

    internal FaultInjection(PeerSimulation simulation, FaultPlan plan, SeededRandom random)
    {
        _simulation = simulation;
        _plan = plan;
        _random = random;
        ScheduleNext();
    }

    /// <summary>How many faults have happened.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Ends the faults and mends what is broken: nodes go on or are restarted, the network carries everything again.
    /// Connections that were cut or are half-open are not joined again.
    /// </summary>
    public void Dispose()
    {
        if (_over)
            return;
        _over = true;
        foreach (Action mend in _mending.ToArray())
            mend();
        _mending.Clear();
    }

    private void ScheduleNext()
    {
        // From nothing to twice the mean.
        long wait = _random.NextTicks(2 * _plan.MeanInterval.Ticks);
        _simulation.Loop.At(_simulation.Loop.Now + wait, new CallbackEvent(Strike));
    }

    private void Strike()
    {
        if (_over || _plan.Kinds.Count == 0 || Count >= _plan.MaxFaults)
            return;
        FaultKind kind = _plan.Kinds[_random.Next(_plan.Kinds.Count)];
        SimulatedNode[] nodes = [.. _simulation.Nodes.Where(node => MayBefall(kind, node))];
        if (nodes.Length > 0 && TryBreak(kind, nodes[_random.Next(nodes.Length)]))
            Count++;
        ScheduleNext();
    }

    private bool MayBefall(FaultKind kind, SimulatedNode node) =>
        node.IsRunning && !node.IsPaused && (_plan.Nodes.Count == 0 || _plan.Nodes.Contains(node.Name))
        && kind switch
        {
            FaultKind.Refuse => node is SimulatedBroker,
            FaultKind.Crash or FaultKind.MachineCrash => node is not SimulatedPeer { HasProgram: false },
            _ => true,
        };

    private bool TryBreak(FaultKind kind, SimulatedNode node)
    {
        SimulatedNetwork network = _simulation.Network;
        switch (kind)
        {
            case FaultKind.Cut:
                return network.Cut(node.Name) > 0;
            case FaultKind.Stall:
                return network.Stall(node.Name, NextOutage(), NextDirection()) > 0;
            case FaultKind.HalfOpen:
                return network.HalfOpen(node.Name, NextDirection()) > 0;
            case FaultKind.Partition:
                return TryPartition(node);
            case FaultKind.Refuse:
                network.Refuse(node.Name);
                network.Cut(node.Name);
                MendLater(() => network.Refuse(node.Name, refuse: false));
                return true;
            case FaultKind.SlowReader:
                NetworkConditions? before = network.GetConditions(node.Name);
                network.SetConditions(
                    node.Name, (before ?? network.Conditions) with { ReadBytesPerSecond = SlowBytesPerSecond });
                MendLater(() => network.SetConditions(node.Name, before));
                return true;
            case FaultKind.Pause:
                node.Pause();
                MendLater(node.Resume);
                return true;
            case FaultKind.ClockJump:
                node.ClockOffset = TimeSpan.FromTicks(
                    _random.NextTicks(2 * TimeSpan.TicksPerHour) - TimeSpan.TicksPerHour);
                return true;
            default:
                node.Crash(kind == FaultKind.MachineCrash ? CrashKind.Machine : CrashKind.Process);
                MendLater(() => RestartUnlessRunning(node));
                return true;
        }
    }

    private bool TryPartition(SimulatedNode node)
    {
        SimulatedBroker[] brokers = [.. _simulation.Nodes.OfType<SimulatedBroker>().Where(broker => broker != node)];
        if (brokers.Length == 0)
            return false;
        string broker = brokers[_random.Next(brokers.Length)].Name;
        _simulation.Network.Partition(node.Name, broker);
        MendLater(() => _simulation.Network.Heal(node.Name, broker));
        return true;
    }

    private void MendLater(Action mend)
    {
        _mending.Add(mend);
        _simulation.Loop.At(_simulation.Loop.Now + NextOutage().Ticks, new CallbackEvent(() =>
        {
            if (_mending.Remove(mend))
                mend();
        }));
    }

    private TimeSpan NextOutage() => TimeSpan.FromTicks(_random.NextTicks(_plan.LongestOutage.Ticks));

    private TrafficDirection NextDirection() => (TrafficDirection)(1 + _random.Next((int)TrafficDirection.Both));

    private static void RestartUnlessRunning(SimulatedNode node)
    {
        if (!node.IsRunning)
            node.Restart();
    }
}
