using PeerRpc.Simulations.Scenes;

namespace PeerRpc.Simulations.Pools;

/// <summary>Draws a scene of callers and of workers that can all do the same.</summary>
internal static class PoolDraw
{
    private const int LeastErrands = 24;

    public static Scene Draw(Random random)
    {
        Scene scene = SceneDraw.Draw(random);
        int workers = random.Next(2, 5);
        int callers = random.Next(1, 3);
        List<ActorPlan> actors = [];
        for (int i = 1; i <= workers + callers; i++)
            actors.Add(new ActorPlan(i, i > workers, $"principal{i}", i > workers ? 0 : 1, false));
        return scene with
        {
            Actors = actors,
            Operations = (LeastErrands / callers) + random.Next(10),
            Loops = random.Next(2, 6),
            LongestPause = TimeSpan.FromMilliseconds(random.Next(10, 2000)),
        };
    }
}
