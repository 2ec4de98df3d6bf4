using PeerRpc.Simulations.Faults;
using PeerRpc.Simulations.Scenes;

namespace PeerRpc.Simulations.Tests.Scenes;

public sealed class SceneDrawTests
{
    private const int Scenes = 500;

    [Fact]
    public void Draw_OfAnySeed_HasEnoughToDoAndEnoughThatBreaks()
    {
        for (int seed = 0; seed < Scenes; seed++)
        {
            var random = new Random(seed);
            Scene scene = SceneDraw.Draw(random);
            IReadOnlyList<SceneFault> faults = FaultDraw.Draw(scene, random);

            Assert.True(scene.Operations * scene.Actors.Count(actor => actor.IsCaller) >= 200);
            Assert.True(faults.Count >= 3);
        }
    }

    [Fact]
    public void Draw_OfManySeeds_HasEveryKindOfFault()
    {
        var kinds = new HashSet<SceneFaultKind>();
        for (int seed = 0; seed < Scenes; seed++)
        {
            var random = new Random(seed);
            kinds.UnionWith(FaultDraw.Draw(SceneDraw.Draw(random), random).Select(fault => fault.Kind));
        }

        Assert.Equal(Enum.GetValues<SceneFaultKind>().Order(), kinds.Order());
    }

    [Fact]
    public void Draw_OfAMildScene_KillsNoPeer()
    {
        for (int seed = 0; seed < Scenes; seed++)
        {
            var random = new Random(seed);
            Scene scene = SceneDraw.Draw(random);
            if (scene.IsMild)
                Assert.DoesNotContain(FaultDraw.Draw(scene, random), fault => fault.Kind
                    is SceneFaultKind.CalleeCrash or SceneFaultKind.CallerCrash or SceneFaultKind.BrokerMachineCrash);
        }
    }
}
