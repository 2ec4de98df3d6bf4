using PeerRpc.Simulations.Options;
using PeerRpc.Simulations.Runs;

namespace PeerRpc.Simulations.Tests.Options;

public sealed class CommandParserTests
{
    [Fact]
    public void Parse_OneSeedWithItsTrace_RunsThatAlone()
    {
        SimulationsCommand command = CommandParser.Parse(["--seed", "7", "--trace", "--faults", "0,2"]);

        Assert.Equal((7UL, 1, 1), (command.From, command.Seeds, command.Jobs));
        Assert.True(command.Run.Trace);
        Assert.Equal([0, 2], command.Run.Faults!);
    }

    [Fact]
    public void Parse_NoFaultsAtAll_LeavesAllOut() =>
        Assert.Empty(CommandParser.Parse(["--faults", ""]).Run.Faults!);

    [Fact]
    public void Parse_Planted_NamesTheBug()
    {
        SimulationsCommand command = CommandParser.Parse(["--planted", "--only", "no-dedup", "--seeds", "20"]);

        Assert.True(command.Planted);
        Assert.Equal(("no-dedup", 20), (command.Only, command.Seeds));
    }

    [Fact]
    public void Parse_WhatIsPlayed_PlaysThatAloneAndOtherwiseAll()
    {
        Assert.Equal([PlayKind.Groups], CommandParser.Parse(["--play", "Groups"]).Kinds);
        Assert.Equal(Enum.GetValues<PlayKind>(), CommandParser.Parse([]).Kinds);
    }

    [Theory]
    [InlineData("--play", "chess")]
    [InlineData("--play", "1")]
    [InlineData("--sheds")]
    [InlineData("--seeds")]
    [InlineData("--seeds", "0")]
    [InlineData("--seed", "one")]
    [InlineData("--faults", "first")]
    public void Parse_WhatIsWrong_SaysSo(params string[] arguments) =>
        Assert.Throws<FormatException>(() => CommandParser.Parse(arguments));
}
