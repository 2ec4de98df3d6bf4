using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Broker;
using PeerRpc.Core.Statistics;

namespace PeerRpc.Integration.Behaviours;

/// <summary>What clients have done, as they count it, and as their broker is told.</summary>
public abstract class Statistics<TTransport> : Outage<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    public async Task Counts_AfterKnownCalls_AreThoseOfBothSides()
    {
        PeerClient callee = await ServeAsync<IProbe>(Probe());
        PeerClient caller = await ConnectAsync();
        IProbe probe = caller.Peer("callee").Controller<IProbe>();

        await CallAsync(probe, succeeding: 7, failing: 3);

        PeerStatistics made = caller.GetStatistics();
        Assert.Equal((7, 3), (made.CallsMade[PeerErrorCode.None], made.CallsMade[PeerErrorCode.Internal]));
        Assert.Equal(0.7, made.SuccessRate);
        Assert.Empty(made.CallsServed);
        PeerStatistics served = callee.GetStatistics();
        Assert.Equal((7, 3), (served.CallsServed[PeerErrorCode.None], served.CallsServed[PeerErrorCode.Internal]));
        // Registering is a call, too, but not one that the application has made.
        Assert.Empty(served.CallsMade);
    }

    [Fact]
    public async Task Counts_OfStreams_AreThoseOfBothSides()
    {
        PeerClient callee = await ServeAsync<IStreams>(new Streams());
        PeerClient caller = await ConnectAsync();
        IStreams streams = caller.Peer("callee").Controller<IStreams>();

        for (int i = 0; i < 4; i++)
            Assert.Equal(3, await CountAsync(streams.Count(3)).WithinLimitAsync());

        Assert.Equal((0, 4), (caller.GetStatistics().StreamsPassed, caller.GetStatistics().StreamsReceived));
        Assert.Equal((4, 0), (callee.GetStatistics().StreamsPassed, callee.GetStatistics().StreamsReceived));
    }

    [Fact]
    public async Task Report_OfClientsThatLeave_IsWhatTheyHaveDone()
    {
        PeerClient callee = await ServeAsync<IProbe>(Probe(), "callee", Reporting);
        PeerClient caller = await ConnectAsync("caller", Reporting);

        await CallAsync(caller.Peer("callee").Controller<IProbe>(), succeeding: 20, failing: 5);
        await caller.DisposeAsync().WithinLimitAsync();
        await callee.DisposeAsync().WithinLimitAsync();

        PeerStatistics reported = Broker.Services.GetRequiredService<IPeerBroker>().GetStatus().Reported;
        Assert.Equal((20, 5), (reported.CallsMade[PeerErrorCode.None], reported.CallsMade[PeerErrorCode.Internal]));
        Assert.Equal(
            (20, 5), (reported.CallsServed[PeerErrorCode.None], reported.CallsServed[PeerErrorCode.Internal]));
        Assert.Equal(0.8, reported.SuccessRate);
    }

    [Fact]
    public async Task Report_AtIntervals_AddsUpOverReconnects()
    {
        IProbe probe = await StartAsync<IProbe>(Probe());
        PeerClient reporting = await ConnectAsync("reporting", Over(CallerCable, options =>
            options.StatisticsInterval = TimeSpan.FromMilliseconds(20)));
        IProbe own = reporting.Peer("callee").Controller<IProbe>();

        await CallAsync(own, succeeding: 5, failing: 0);
        await UntilReportedAsync(5);
        CallerCable.Cut();
        await CallAsync(own, succeeding: 6, failing: 0);
        await UntilReportedAsync(11);

        await CallAsync(probe, succeeding: 1, failing: 0);
        Assert.Equal(11, Reported().CallsMade[PeerErrorCode.None]);
        Assert.True(Reported().LinksResumed > 0);
    }

    [Fact]
    [Trait("Must", "Q-61")]
    public async Task Report_OfWhoIsNotRegistered_NeedsAPolicy()
    {
        await StartBrokerAsync(build: builder => builder.AddPolicy<DenyingPolicy>());
        PeerClient stranger = await ConnectAsync();

        await stranger.Broker.Controller<IStatisticsController>().ReportAsync(Empty)
            .FailsAsync(PeerErrorCode.PermissionDenied, Executed.No);
    }

    [Fact]
    [Trait("Must", "Q-61")]
    public async Task Report_OfWhatCannotHaveBeen_IsRefused()
    {
        PeerClient liar = await ConnectAsync("liar");

        await liar.Broker.Controller<IStatisticsController>().ReportAsync(Empty with { StreamsPassed = -1 })
            .FailsAsync(PeerErrorCode.InvalidArgument, Executed.No);
        await liar.Broker.Controller<IStatisticsController>()
            .ReportAsync(Empty with { CallsMade = [new OutcomeCount(9999, 2)] }).WithinLimitAsync();

        Assert.Equal(2, Reported().CallsMade[PeerErrorCode.Internal]);
    }

    private static StatisticsReport Empty => new([], [], 0, 0, 0, 0, 0);

    private static void Reporting(PeerClientOptions options) => options.StatisticsInterval = TimeSpan.FromHours(1);

    private static Probe Probe() => new((text, _, _) =>
        text == "fail" ? throw new InvalidOperationException("No.") : Task.FromResult(text));

    private static async Task<int> CountAsync(IAsyncEnumerable<int> items)
    {
        int count = 0;
        await foreach (int _ in items)
            count++;
        return count;
    }

    private static async Task CallAsync(IProbe probe, int succeeding, int failing)
    {
        for (int i = 0; i < succeeding; i++)
            await probe.Ask("go").WithinLimitAsync();
        for (int i = 0; i < failing; i++)
            await probe.Ask("fail").FailsAsync(PeerErrorCode.Internal, Executed.Yes);
    }

    private PeerStatistics Reported() => Broker.Services.GetRequiredService<IPeerBroker>().GetStatus().Reported;

    private async Task UntilReportedAsync(long calls)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Reported().CallsMade.GetValueOrDefault(PeerErrorCode.None) < calls)
        {
            late.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
