using PeerRpc.Benchmarks.Echo;
using PeerRpc.Benchmarks.Scenarios;

namespace PeerRpc.Benchmarks.Tests.Scenarios;

public class BenchmarkOptionsParserTests
{
    private static readonly string[] Known = ["relay", "peerrpc", "signalr"];

    [Fact]
    public void Parse_Nothing_MeasuresAllSystems()
    {
        BenchmarkOptions options = BenchmarkOptionsParser.Parse([], Known);

        Assert.Equal(Known, options.Systems);
        Assert.False(options.SystemsAreChosen);
    }

    [Fact]
    public void Parse_Options_AreTaken()
    {
        BenchmarkOptions options = BenchmarkOptionsParser.Parse(
            "--seconds 0.5 --pairs 3 --bytes 64MiB --transport tcp --systems signalr,relay".Split(' '), Known);

        Assert.Equal(0.5, options.Seconds);
        Assert.Equal(3, options.Pairs);
        Assert.Equal(64 * 1024 * 1024, options.Bytes);
        Assert.Equal(EchoTransport.Tcp, options.Transport);
        Assert.Equal(["signalr", "relay"], options.Systems);
        Assert.True(options.SystemsAreChosen);
    }

    [Theory]
    [InlineData("--seconds")]
    [InlineData("--seconds", "0")]
    [InlineData("--seconds", "many")]
    [InlineData("--bytes", "64MB")]
    [InlineData("--transport", "quic")]
    [InlineData("--systems", "relay,nats")]
    [InlineData("--colour", "blue")]
    public void Parse_WhatMakesNoSense_IsRefused(params string[] arguments) =>
        Assert.Throws<FormatException>(() => BenchmarkOptionsParser.Parse(arguments, Known));
}
