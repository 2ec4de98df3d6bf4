using PeerRpc.Benchmarks.Crowds;

namespace PeerRpc.Benchmarks.Tests.Crowds;

public sealed class CrowdOptionsParserTests
{
    [Fact]
    public void TryApply_EveryOption_IsTaken()
    {
        var options = new CrowdOptions();

        bool taken = CrowdOptionsParser.TryApply(options, "--peers", "12")
            & CrowdOptionsParser.TryApply(options, "--cycles", "4")
            & CrowdOptionsParser.TryApply(options, "--chatting", "5")
            & CrowdOptionsParser.TryApply(options, "--chat-rate", "0.5")
            & CrowdOptionsParser.TryApply(options, "--routes", "6")
            & CrowdOptionsParser.TryApply(options, "--peers-per-process", "7");

        Assert.True(taken);
        Assert.Equal(
            (12, 4, 5, 0.5, 6, 7),
            (options.Peers, options.Cycles, options.Chatting, options.ChatRate, options.Routes,
                options.PeersPerProcess));
    }

    [Fact]
    public void TryApply_OptionOfSomethingElse_IsLeft() =>
        Assert.False(CrowdOptionsParser.TryApply(new CrowdOptions(), "--seconds", "4"));

    [Theory]
    [InlineData("--peers", "0")]
    [InlineData("--peers", "-1")]
    [InlineData("--peers", "1.5")]
    [InlineData("--peers", "1000001")]
    [InlineData("--cycles", "")]
    [InlineData("--chat-rate", "0")]
    [InlineData("--chat-rate", "1001")]
    [InlineData("--chat-rate", "often")]
    public void TryApply_WrongValue_NamesTheOption(string name, string value)
    {
        FormatException exception = Assert.Throws<FormatException>(
            () => CrowdOptionsParser.TryApply(new CrowdOptions(), name, value));

        Assert.StartsWith(name, exception.Message, StringComparison.Ordinal);
    }
}
