using PeerRpc.Simulations.Options;
using PeerRpc.Simulations.Runs;

namespace PeerRpc.Simulations.Tests.Runs;

/// <summary>The first two hundred seeds; the command runs as many as it is told to.</summary>
public sealed class SeedTests
{
    [Fact]
    public void Seeds_OfAFirstRun_FindNothing()
    {
        using var output = new StringWriter();
        var command = new SimulationsCommand { Seeds = 200, Jobs = 2 };

        int code = new SeedBatch(command, output).Run();

        Assert.True(code == 0, output.ToString());
    }
}
