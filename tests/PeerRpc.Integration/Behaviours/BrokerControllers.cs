using Microsoft.Extensions.DependencyInjection;

namespace PeerRpc.Integration.Behaviours;

/// <summary>Controllers that the application has put on the broker.</summary>
public abstract class BrokerControllers<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    public async Task Controller_OnTheBroker_IsCalledByAnybody()
    {
        await StartAsync();
        PeerClient registered = await ConnectAsync("alice");
        PeerClient stranger = await ConnectAsync();

        Assert.Equal(
            "nobody called '' /status/Describe",
            await stranger.Broker.Controller<IStatus>().Describe().WithinLimitAsync());
        Assert.EndsWith(
            "called '' /status/Describe",
            await registered.Broker.Controller<IStatus>().Describe().WithinLimitAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scope_OfDependencyInjection_IsOnePerCallAndEndsWithIt()
    {
        await StartAsync();
        IStatus status = (await ConnectAsync()).Broker.Controller<IStatus>();
        ScopeLog log = Broker.Services.GetRequiredService<ScopeLog>();

        string first = await status.Scope().WithinLimitAsync();
        string second = await status.Scope().WithinLimitAsync();

        Assert.NotEqual(first, second);
        await log.WhenDisposedAsync(first);
        await log.WhenDisposedAsync(second);
    }

    [Fact]
    public async Task Exception_OfABrokersController_IsInternalWithoutItsText()
    {
        await StartAsync();
        IStatus status = (await ConnectAsync()).Broker.Controller<IStatus>();

        PeerRpcException failure = await status.Fail().FailsAsync(PeerErrorCode.Internal, Executed.Yes);

        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Controller_ThatTheBrokerDoesNotHave_IsNotFound()
    {
        await StartAsync();
        PeerClient client = await ConnectAsync();

        await client.Broker.Controller<IProbe>().Ask("x").FailsAsync(PeerErrorCode.ControllerNotFound, Executed.No);
    }

    [Fact]
    public async Task Filter_OfTheBroker_RunsAroundItsControllers()
    {
        var seen = new Signal<IServiceProvider?>();
        await StartBrokerAsync(
            o => o.IncomingFilters.Add(new IncomingFilter(async (context, next) =>
            {
                await next();
                if (context.Call.Controller == "/status")
                {
                    context.Result = "filtered";
                    seen.Set(context.Services);
                }
            })),
            Add);
        IStatus status = (await ConnectAsync()).Broker.Controller<IStatus>();

        Assert.Equal("filtered", await status.Scope().WithinLimitAsync());
        Assert.NotNull(await seen.WaitAsync());
    }

    [Fact]
    public async Task Broker_CalledByManyAtOnce_AnswersAll()
    {
        await StartAsync();
        IStatus status = (await ConnectAsync()).Broker.Controller<IStatus>();

        string[] scopes = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => status.Scope())).WithinLimitAsync();

        Assert.Equal(1_000, scopes.Distinct().Count());
    }

    private static void Add(PeerBrokerBuilder builder)
    {
        builder.Services.AddSingleton<ScopeLog>().AddScoped<ScopeMark>();
        builder.AddController<IStatus, Status>();
    }

    private Task StartAsync() => StartBrokerAsync(null, Add);
}
