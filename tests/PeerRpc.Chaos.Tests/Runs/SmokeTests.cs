using PeerRpc.Chaos.Faults;
using PeerRpc.Chaos.Options;
using PeerRpc.Chaos.Processes;
using PeerRpc.Chaos.Runs;

namespace PeerRpc.Chaos.Tests.Runs;

/// <summary>Short runs of the command, so that it works when it is needed.</summary>
public sealed class SmokeTests
{
    private static readonly ChaosOptions Short = new()
    {
        Duration = TimeSpan.FromSeconds(5),
        Every = TimeSpan.FromSeconds(1),
        // Clients try often, so that they are back long before the window is over, however busy the machine is.
        Window = TimeSpan.FromSeconds(60),
        MostReconnectDelay = TimeSpan.FromMilliseconds(500),
        Kill = [],
        Faults = [],
        Callers = 1,
        Callees = 1,
        CallsPerSecond = 500,
        ExpectsNoFailures = true,
    };

    [Fact]
    public async Task Run_WhoseBrokerIsKilled_FailsNoCall()
    {
        var output = new StringWriter();
        ChaosOptions options = Short with
        {
            Duration = TimeSpan.FromSeconds(9),
            Every = TimeSpan.FromSeconds(4),
            Kill = [RoleKind.Broker],
            Faults = [FaultKind.SigKill],
        };

        bool isGood = await new ChaosRun(options, output).RunAsync(default);

        Assert.True(isGood, output.ToString());
        Assert.Contains("SigKill Broker: 2", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cuts_OfOneConversation_LoseNothing()
    {
        var output = new StringWriter();

        bool isGood = await new CutsRun(Short with { Count = 50, Transport = "tcp" }, output).RunAsync(default);

        Assert.True(isGood, output.ToString());
        Assert.Contains("Cut: 50", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Return_OfAFewPeers_ReachesAllOfThem()
    {
        var output = new StringWriter();

        // How fast and how evenly they come back is measured elsewhere: here, the machine is busy with tests.
        ChaosOptions options = Short with { Peers = 20, Duration = TimeSpan.FromSeconds(30) };
        await new ReturnRun(options, output).RunAsync(default);

        Assert.Contains("20 of 20 by a call", output.ToString(), StringComparison.Ordinal);
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
