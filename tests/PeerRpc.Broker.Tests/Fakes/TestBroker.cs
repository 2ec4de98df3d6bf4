using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PeerRpc.Broker.Hosting;
using PeerRpc.Broker.Sessions;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Transports;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Broker.Tests.Fakes;

/// <summary>A broker without a host, whose clients are connected by pipes and whose clock the test moves.</summary>
internal sealed class TestBroker : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public TestBroker(Action<PeerBrokerOptions>? configure = null, Action<PeerBrokerBuilder>? build = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<ILoggerProvider>(Log);
        PeerBrokerBuilder builder = services.AddPeerBroker(configure);
        build?.Invoke(builder);
        _services = services.BuildServiceProvider();
    }

    public static Action<PeerBrokerOptions> Open { get; } = options => options.AllowAnonymousPeers = true;

    public ManualClock Clock { get; } = new();

    public LogRecorder Log { get; } = new();

    public PeerBroker Broker => Get<PeerBroker>();

    public SessionTable Sessions => Get<SessionTable>();

    public static ClaimsPrincipal Anonymous => new(new ClaimsIdentity());

    public static ClaimsPrincipal User(string name, params Claim[] more) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, name), .. more], "test"));

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Pings nobody for half an hour, for tests that move the clock past clients that answer no pings.</summary>
    public TestBroker Quiet()
    {
        PeerBrokerOptions options = Get<IOptions<PeerBrokerOptions>>().Value;
        options.PingAfter = TimeSpan.FromMinutes(30);
        options.DeadAfter = TimeSpan.FromHours(1);
        return this;
    }

    public async Task StartHostedAsync()
    {
        foreach (IHostedService service in _services.GetServices<IHostedService>())
            await service.StartAsync(default);
    }

    /// <summary>Connects without a handshake.</summary>
    public RawClient Dial(ClaimsPrincipal? principal = null, string? address = null, int pauseAt = 64 * 1024)
    {
        (DuplexPipe client, DuplexPipe broker) = DuplexPipe.CreatePair(pauseAt);
        var transport = new PipeTransport(broker, static () => { }, "pipe");
        Task run = Broker.RunAsync(transport, principal ?? Anonymous, address, default);
        return new RawClient(client, run, this);
    }

    public async Task<RawClient> ConnectAsync(
        string? peerId = null, ClaimsPrincipal? principal = null, int pauseAt = 64 * 1024)
    {
        RawClient client = await Dial(principal, pauseAt: pauseAt).ShakeHandsAsync();
        return peerId is null ? client : await client.RegisterAsync(peerId);
    }

    /// <summary>Opens a route from one client to another, and gives the label at the other.</summary>
    public static async Task<uint> OpenRouteAsync(RawClient from, uint label, RawClient to, string target)
    {
        await from.OpenAsync(label, target);
        ReceivedFrame offer = await to.ExpectAsync(FrameKind.OpenRoute);
        await to.SendAsync(offer.Label, new RouteOpenedFrame("", default));
        await from.ExpectAsync(FrameKind.RouteOpened, label);
        return offer.Label;
    }

    /// <summary>
    /// Lets time pass in steps: a clock that leaps looks like a broker that stood still itself, and that cuts nobody.
    /// </summary>
    public void Pass(TimeSpan span)
    {
        TimeSpan step = TimeSpan.FromSeconds(0.25);
        for (TimeSpan passed = TimeSpan.Zero; passed < span; passed += step)
            Clock.Advance(step);
    }

    public async Task WaitForAsync(Func<bool> condition)
    {
        Assert.NotNull(_services);
        using var late = new CancellationTokenSource(RawClient.Deadline);
        while (!condition())
        {
            late.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
