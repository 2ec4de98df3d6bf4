using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Client.Tests.Connections;

/// <summary>Tests of a client whose brokers come and go, as a test says.</summary>
public abstract class KeptClient : IAsyncLifetime
{
    protected static readonly Uri First = new("fake://one/");
    protected static readonly Uri Second = new("fake://two/");
    protected static readonly Uri Third = new("fake://three/");

    private protected FakeBrokers Brokers { get; } = new();

    private protected StateRecorder States { get; } = new();

    private protected WatchedClock Clock { get; } = new();

    protected PeerClient? Client { get; private set; }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (Client is not null)
            await Client.DisposeAsync().WithinLimitAsync();
    }

    private protected async Task<FakeTransport> ConnectAsync(Action<PeerClientOptions>? configure = null)
    {
        Task<PeerClient> connecting = PeerClient.ConnectAsync(First, options =>
        {
            Configure(options);
            configure?.Invoke(options);
        });
        FakeTransport transport = (await Brokers.NextAsync()).Welcome();
        Client = await connecting.WithinLimitAsync();
        Client.ConnectionChanges.Subscribe(States);
        return transport;
    }

    protected void Configure(PeerClientOptions options)
    {
        options.Connectors.Add(Brokers);
        options.TimeProvider = Clock;
        options.ReconnectDelay = TimeSpan.FromMilliseconds(1);
        options.MaxReconnectDelay = TimeSpan.FromMilliseconds(2);
    }

    // So many times, counted from the first.
    protected async Task IsConnectedAsync(int times)
    {
        var reached = new Gate();
        using IDisposable watching = Client!.ConnectionChanges.Subscribe(new StateRecorder(_ =>
        {
            if (States.States.Count(state => state == PeerConnectionState.Connected) >= times)
                reached.Open();
        }));
        await reached.WaitAsync();
    }
}
