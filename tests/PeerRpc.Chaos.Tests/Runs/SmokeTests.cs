using PeerRpc.Chaos.Faults;
using PeerRpc.Chaos.Options;
using PeerRpc.Chaos.Runs;

namespace PeerRpc.Chaos.Tests.Runs;

/// <summary>Short runs of the command, so that it works when it is needed.</summary>
public sealed class SmokeTests
{
    private static readonly ChaosOptions Short = new()
    {
        Duration = TimeSpan.FromSeconds(5),
        Every = TimeSpan.FromSeconds(1),
        Window = TimeSpan.FromSeconds(10),
        Kill = [],
        Faults = [],
        Callers = 1,
        Callees = 1,
        CallsPerSecond = 500,
        ExpectsNoFailures = true,
    };

    [Theory]
    [InlineData("ws")]
    [InlineData("tcp")]
    public async Task Run_WithoutFaults_FailsNoCall(string transport)
    {
        var output = new StringWriter();

        bool isGood = await new ChaosRun(Short with { Transport = transport }, output).RunAsync(default);

        Assert.True(isGood, output.ToString());
    }

    [Fact]
    public async Task Run_WithStalls_FailsNoCall()
    {
        var output = new StringWriter();
        ChaosOptions options = Short with { Faults = [FaultKind.Stall] };

        bool isGood = await new ChaosRun(options, output).RunAsync(default);

        Assert.True(isGood, output.ToString());
        Assert.Contains("Stall: ", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ThatIsInterrupted_EndsItsProcesses()
    {
        using var stop = new CancellationTokenSource();
        int[] processes = [];

        Task<bool> running = new LoadedRun(Short, TextWriter.Null).RunAsync(
            async (cast, _) =>
            {
                processes = [.. cast.Actors.Select(actor => actor.Child!.Id)];
                await stop.CancelAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token);
                return new FaultCounts();
            },
            stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(3, processes.Length);
        Assert.All(processes, id => Assert.False(Directory.Exists($"/proc/{id}")));
    }
}
