using PeerRpc.Simulations.Scenes;

namespace PeerRpc.Simulations.Gatherings;

/// <summary>Draws a scene of groups.</summary>
internal static class GatheringDraw
{
    private const int LeastTurns = 6;

    public static Scene Draw(Random random)
    {
        Scene scene = SceneDraw.Draw(random);
        int members = random.Next(4) == 0 ? 4 : random.Next(2, 4);
        bool onePrincipal = random.Next(3) == 0;
        List<ActorPlan> actors = [];
        for (int i = 1; i <= members; i++)
            actors.Add(new ActorPlan(i, i % 2 == 0, onePrincipal ? "one" : $"principal{i}", 1, false));
        return scene with
        {
            Actors = actors,
            Operations = LeastTurns + random.Next(9),
            LongestPause = TimeSpan.FromMilliseconds(random.Next(100, 6000)),
        };
    }

    /// <summary>How many groups there are.</summary>
    public static int DrawGroups(Random random) => random.Next(1, 3);

    /// <summary>How many messages of each the broker keeps: what few of them do not reach is told as missed.</summary>
    public static int DrawRing(Random random) => random.Next(2) == 0 ? 1024 : random.Next(1, 16);
}
