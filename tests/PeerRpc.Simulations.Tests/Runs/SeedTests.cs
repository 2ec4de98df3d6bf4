using PeerRpc.Simulations.Options;
using PeerRpc.Simulations.Runs;

namespace PeerRpc.Simulations.Tests.Runs;

/// <summary>Four thousand seeds, a part of them in each test; the command runs as many as it is told to.</summary>
public sealed class SeedTests
{
    private const int Parts = 8;
    private const int SeedsOfPart = 500;

    public static TheoryData<int> AllParts => [.. Enumerable.Range(0, Parts)];

    [Theory]
    [MemberData(nameof(AllParts))]
    public void Seeds_OfOnePart_FindNothing(int part)
    {
        using var output = new StringWriter();
        var command = new SimulationsCommand
        {
            From = 1 + ((ulong)part * SeedsOfPart),
            Seeds = SeedsOfPart,
            Jobs = 2,
        };

        int code = new SeedBatch(command, output).Run();

        Assert.True(code == 0, output.ToString());
    }
}
