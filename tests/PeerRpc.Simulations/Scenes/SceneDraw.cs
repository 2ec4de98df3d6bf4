using PeerRpc.Simulations.Load;
using PeerRpc.Testing.Simulation.Network;

namespace PeerRpc.Simulations.Scenes;

/// <summary>Draws a scene.</summary>
internal static class SceneDraw
{
    private const int LeastOperations = 200;

    public static Scene Draw(Random random)
    {
        bool isMild = random.Next(2) == 0;
        TimeSpan window = isMild ? Seconds(30) : Seconds(random.Next(1, 31));
        TimeSpan dead = Seconds(isMild ? random.Next(5, 9) : random.Next(4, 26));
        List<ActorPlan> actors = DrawActors(random);
        int callers = actors.Count(actor => actor.IsCaller);
        bool allAtOnce = random.Next(4) == 0;
        return new Scene
        {
            IsMild = isMild,
            Conditions = DrawConditions(random),
            ResumeWindow = window,
            DeadAfter = dead,
            PingAfter = dead * 0.4,
            MaxQueueBytes = random.Next(3) == 0 ? 256 * 1024 : 8 * 1024 * 1024,
            Deadline = isMild ? TimeSpan.FromMinutes(3) : Seconds(random.Next(2, 61)),
            ReconnectDelay = TimeSpan.FromMilliseconds(random.Next(10, 251)),
            MaxReconnectDelay = Seconds(isMild ? 1 : random.Next(1, 31)),
            StreamWindowBytes = random.Next(2) == 0 ? 64 * 1024 : 256 * 1024,
            MaxCallsPerLink = random.Next(3) == 0 ? random.Next(1, 9) : 1024,
            MaxMessageBytes = 512 * 1024,
            ReassemblyBytes = random.Next(2) == 0 ? 512 * 1024 : 16 * 1024 * 1024,
            Actors = actors,
            Operations = (LeastOperations / callers) + random.Next(40),
            Mix = random.Next(8) switch { 0 => LoadMix.Heavy, 1 or 2 => LoadMix.Restless, _ => LoadMix.Mixed },
            Loops = allAtOnce ? 100 : random.Next(2, 20),
            LongestPause = allAtOnce ? TimeSpan.Zero : TimeSpan.FromMilliseconds(random.Next(10, 800)),
        };
    }

    private static List<ActorPlan> DrawActors(Random random)
    {
        int callers = random.Next(1, 3);
        int callees = random.Next(1, 3);
        bool onePrincipal = random.Next(3) == 0;
        List<ActorPlan> actors = [];
        for (int i = 1; i <= callees; i++)
        {
            string principal = onePrincipal ? "one" : $"principal{i}";
            actors.Add(new ActorPlan(i, false, principal, random.Next(4) == 0 ? 2 : 1, false));
        }
        for (int i = 1; i <= callers; i++)
        {
            int number = callees + i;
            int ids = random.Next(6) switch { 0 or 1 => 0, 2 => 2, _ => 1 };
            string principal = onePrincipal ? "one" : $"principal{number}";
            actors.Add(new ActorPlan(number, true, principal, ids, ids > 0 && random.Next(4) == 0));
        }
        return actors;
    }

    private static NetworkConditions DrawConditions(Random random)
    {
        int[] latencies = [0, 1, 5, 20, 80, 200];
        int latency = latencies[random.Next(latencies.Length)];
        return new NetworkConditions
        {
            Latency = TimeSpan.FromMilliseconds(latency),
            Jitter = TimeSpan.FromMilliseconds(random.Next(latency + 2)),
            BytesPerSecond = random.Next(3) == 0 ? random.Next(1, 20) * 256L * 1024 : 0,
            BufferBytes = random.Next(3) == 0 ? random.Next(8, 64) * 1024 : 256 * 1024,
            Splitting = random.Next(3) == 0 ? 0.5 : 0.05,
            LargestRead = random.Next(6) == 0 ? random.Next(16, 4096) : 64 * 1024,
        };
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
