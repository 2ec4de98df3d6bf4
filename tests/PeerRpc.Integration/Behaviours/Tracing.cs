using System.Diagnostics;

namespace PeerRpc.Integration.Behaviours;

/// <summary>The context of distributed traces.</summary>
public abstract class Tracing<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    private const string SourceName = "PeerRpc.Core";

    [Fact]
    public async Task Trace_OfTheCaller_GoesOnAtTheCallee()
    {
        using ActivityListener listener = Listen();
        await ServeAsync<IProbe>(Probe.Handling((_, _) =>
        {
            Activity served = Activity.Current!;
            return Task.FromResult($"{served.TraceId} {served.Kind} {served.TraceStateString}");
        }));
        IProbe probe = await CallerAsync<IProbe>();
        using Activity parent = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        parent.TraceStateString = "vendor=1";

        Assert.Equal($"{parent.TraceId} Server vendor=1", await probe.Ask("x").WithinLimitAsync());
    }

    [Fact]
    public async Task Trace_OfNestedCalls_IsOne()
    {
        using ActivityListener listener = Listen();
        await ServeAsync<IProbe>(Probe.Handling((_, _) => Task.FromResult($"{Activity.Current?.TraceId}")), "leaf");
        PeerClient middle = await ConnectAsync("middle");
        middle.RegisterController<IProbe>(Probe.Handling((text, _) =>
            middle.Peer("leaf").Controller<IProbe>().Ask(text)));
        IProbe probe = await CallerAsync<IProbe>("middle");
        using Activity parent = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();

        Assert.Equal($"{parent.TraceId}", await probe.Ask("x").WithinLimitAsync());
    }

    [Fact]
    public async Task Span_OfACall_NamesTheControllerAndTheMethod()
    {
        using ActivityListener listener = Listen();
        await ServeAsync<IProbe>(Probe.Handling((_, _) =>
            Task.FromResult($"{Activity.Current!.DisplayName} {Activity.Current.GetTagItem("rpc.method")}")));
        IProbe probe = await CallerAsync<IProbe>();

        Assert.Equal("/probe/Ask Ask", await probe.Ask("x").WithinLimitAsync());
    }

    private static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
