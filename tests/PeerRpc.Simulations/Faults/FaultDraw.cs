using PeerRpc.Simulations.Scenes;
using PeerRpc.Testing.Simulation.Network;

namespace PeerRpc.Simulations.Faults;

/// <summary>Draws what happens to a scene.</summary>
internal static class FaultDraw
{
    public const int Fewest = 3;
    private const int Most = 10;

    private static readonly SceneFaultKind[] Mild =
    [
        SceneFaultKind.Cut, SceneFaultKind.Cut, SceneFaultKind.Cut, SceneFaultKind.Stall, SceneFaultKind.HalfOpen,
        SceneFaultKind.Partition, SceneFaultKind.BrokerCrash, SceneFaultKind.BrokerCrash, SceneFaultKind.Pause,
        SceneFaultKind.Refuse, SceneFaultKind.ClockJump, SceneFaultKind.SlowReader, SceneFaultKind.Linger,
        SceneFaultKind.Linger,
    ];

    private static readonly SceneFaultKind[] All =
    [
        .. Mild, SceneFaultKind.BrokerMachineCrash, SceneFaultKind.CalleeCrash, SceneFaultKind.CalleeCrash,
        SceneFaultKind.CallerCrash, SceneFaultKind.CallerCrash,
    ];

    public static IReadOnlyList<SceneFault> Draw(Scene scene, Random random)
    {
        int count = random.Next(Fewest, Most + 1);
        TimeSpan over = TimeSpan.FromSeconds(random.Next(2, 31));
        var faults = new List<SceneFault>(count);
        for (int i = 0; i < count; i++)
        {
            SceneFault fault = DrawOne(scene, random, over);
            // It takes long to notice; two in a row may outlast a window.
            bool isSecond = fault.Kind == SceneFaultKind.HalfOpen && faults.Any(other => other.Kind == fault.Kind);
            faults.Add(scene.IsMild && isSecond ? fault with { Kind = SceneFaultKind.Cut } : fault);
        }
        return [.. faults.OrderBy(fault => fault.At)];
    }

    private static SceneFault DrawOne(Scene scene, Random random, TimeSpan over)
    {
        SceneFaultKind[] kinds = scene.IsMild ? Mild : All;
        SceneFaultKind kind = kinds[random.Next(kinds.Length)];
        return new SceneFault(
            over * random.NextDouble(), kind, NodeFor(kind, scene, random), DurationOf(kind, scene, random),
            (TrafficDirection)(1 + random.Next((int)TrafficDirection.Both)));
    }

    private static TimeSpan DurationOf(SceneFaultKind kind, Scene scene, Random random)
    {
        if (kind == SceneFaultKind.Linger)
        {
            // A client that waits for answers gives up after 0.4 of the span; then it needs some round trips.
            TimeSpan way = scene.Conditions.Latency + scene.Conditions.Jitter;
            TimeSpan most = scene.PingAfter + scene.ReconnectDelay + (12 * way);
            return (scene.DeadAfter * 0.4) + (most * random.NextDouble());
        }
        // Outside of mild scenes an outage may well outlast the window.
        TimeSpan longest = scene.IsMild ? TimeSpan.FromSeconds(2) : scene.ResumeWindow * 1.5;
        return longest * Math.Pow(random.NextDouble(), 2);
    }

    private static string NodeFor(SceneFaultKind kind, Scene scene, Random random)
    {
        ActorPlan[] actors = kind switch
        {
            SceneFaultKind.CalleeCrash => [.. scene.Actors.Where(actor => !actor.IsCaller)],
            SceneFaultKind.CallerCrash or SceneFaultKind.Linger => [.. scene.Actors.Where(actor => actor.IsCaller)],
            _ => [.. scene.Actors],
        };
        bool isBroker = kind is SceneFaultKind.BrokerCrash or SceneFaultKind.BrokerMachineCrash or SceneFaultKind.Refuse
            || (kind is SceneFaultKind.Cut or SceneFaultKind.Stall or SceneFaultKind.Pause or SceneFaultKind.ClockJump
                or SceneFaultKind.SlowReader && random.Next(4) == 0);
        return isBroker ? "broker" : actors[random.Next(actors.Length)].Node;
    }
}
