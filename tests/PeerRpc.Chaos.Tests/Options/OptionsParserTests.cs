using PeerRpc.Chaos.Faults;
using PeerRpc.Chaos.Options;
using PeerRpc.Chaos.Processes;

namespace PeerRpc.Chaos.Tests.Options;

/// <summary>The command line.</summary>
public sealed class OptionsParserTests
{
    [Fact]
    public void Parse_OfEveryKindOfOption_TakesItsValue()
    {
        ChaosOptions options = Parse(
            "--seconds", "1.5", "--kill", "broker,callee", "--faults", "cut,halfopen", "--seed", "7", "--keep",
            "--transport", "tcp", "--expect-no-failures");

        Assert.Equal(TimeSpan.FromSeconds(1.5), options.Duration);
        Assert.Equal([RoleKind.Broker, RoleKind.Callee], options.Kill);
        Assert.Equal([FaultKind.Cut, FaultKind.HalfOpen], options.Faults);
        Assert.Equal(7, options.Seed);
        Assert.Equal("tcp", options.Transport);
        Assert.True(options is { Keep: true, ExpectsNoFailures: true });
    }

    [Fact]
    public void Parse_OfNone_KillsNobody() => Assert.Empty(Parse("--kill", "none").Kill);

    [Theory]
    [InlineData("--second", "1")]
    [InlineData("--seconds")]
    [InlineData("--seconds", "x")]
    [InlineData("--seconds", "-1")]
    [InlineData("--seconds", "0")]
    [InlineData("--kill", "crowd")]
    [InlineData("--kill", "0")]
    [InlineData("--faults", "rain")]
    [InlineData("--transport", "unix")]
    [InlineData("--callers", "0")]
    public void Parse_OfWhatIsNotKnown_Fails(params string[] arguments) =>
        Assert.Throws<FormatException>(() => Parse(arguments));

    private static ChaosOptions Parse(params string[] arguments) =>
        OptionsParser.Parse(arguments, new ChaosOptions());
}
