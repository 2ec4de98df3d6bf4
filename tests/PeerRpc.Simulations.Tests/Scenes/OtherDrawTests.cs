using PeerRpc.Simulations.Faults;
using PeerRpc.Simulations.Gatherings;
using PeerRpc.Simulations.Pools;
using PeerRpc.Simulations.Scenes;

namespace PeerRpc.Simulations.Tests.Scenes;

/// <summary>The scenes of groups, and of calls to any peer.</summary>
public sealed class OtherDrawTests
{
    private const int Scenes = 500;

    [Fact]
    public void Draw_OfGroups_HasMembersOfBothKindsAndKeepsManyOrFewMessages()
    {
        var rings = new HashSet<int>();
        for (int seed = 0; seed < Scenes; seed++)
        {
            var random = new Random(seed);
            Scene scene = GatheringDraw.Draw(random);
            Assert.InRange(GatheringDraw.DrawGroups(random), 1, 2);
            rings.Add(GatheringDraw.DrawRing(random));

            Assert.Equal(2, scene.Actors.Select(actor => actor.IsCaller).Distinct().Count());
            Assert.All(scene.Actors, actor => Assert.Single(actor.PeerIds));
            Assert.True(FaultDraw.Draw(scene, random).Count >= FaultDraw.Fewest);
        }

        Assert.Contains(1024, rings);
        Assert.Contains(1, rings);
    }

    [Fact]
    public void Draw_OfAnyPeer_HasSeveralWorkersAndSomebodyWhoCallsThem()
    {
        for (int seed = 0; seed < Scenes; seed++)
        {
            var random = new Random(seed);
            Scene scene = PoolDraw.Draw(random);

            Assert.InRange(scene.Actors.Count(actor => !actor.IsCaller), 2, 4);
            Assert.InRange(scene.Actors.Count(actor => actor.IsCaller), 1, 2);
            Assert.True(FaultDraw.Draw(scene, random).Count >= FaultDraw.Fewest);
        }
    }
}
