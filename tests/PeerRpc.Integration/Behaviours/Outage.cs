namespace PeerRpc.Integration.Behaviours;

/// <summary>Behaviours of clients whose connections and brokers fail.</summary>
public abstract class Outage<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    /// <summary>Long enough that no test runs out of it by accident.</summary>
    protected static readonly TimeSpan LongWindow = TimeSpan.FromSeconds(25);

    /// <summary>Short enough to wait for its end.</summary>
    protected static readonly TimeSpan ShortWindow = TimeSpan.FromSeconds(1);

    private protected Cable CallerCable { get; set; } = null!;

    private protected Cable CalleeCable { get; private set; } = null!;

    protected PeerClient Caller { get; private set; } = null!;

    protected PeerClient Callee { get; private protected set; } = null!;

    /// <summary>Starts a broker, a callee that serves a controller, and a caller with the id <c>caller</c>.</summary>
    /// <returns>The caller's proxy.</returns>
    protected async Task<TContract> StartAsync<TContract>(TContract controller, TimeSpan? window = null)
        where TContract : class
    {
        await StartBrokerAsync(options =>
        {
            options.ResumeWindow = window ?? LongWindow;
            options.PingAfter = TimeSpan.FromSeconds(1);
            options.DeadAfter = TimeSpan.FromSeconds(4);
        });
        CalleeCable = new Cable(() => Broker);
        CallerCable = new Cable(() => Broker);
        Callee = await ServeAsync(controller, "callee", Over(CalleeCable));
        Caller = await ConnectAsync("caller", Over(CallerCable));
        return Caller.Peer("callee").Controller<TContract>();
    }

    private protected static Action<PeerClientOptions> Over(Cable cable, Action<PeerClientOptions>? configure = null) =>
        options =>
        {
            options.Connectors.Insert(0, cable);
            options.ReconnectDelay = TimeSpan.FromMilliseconds(20);
            options.MaxReconnectDelay = TimeSpan.FromMilliseconds(200);
            configure?.Invoke(options);
        };

    /// <summary>Breaks what there is to break, and lets it come back.</summary>
    protected async Task BreakAsync(Broken broken)
    {
        switch (broken)
        {
            case Broken.Broker:
                await RestartBrokerAsync();
                break;
            case Broken.Caller:
                CallerCable.Cut();
                break;
            case Broken.Callee:
                CalleeCable.Cut();
                break;
            default:
                CallerCable.Cut();
                CalleeCable.Cut();
                break;
        }
    }

    /// <summary>Ends when a client is in a state.</summary>
    protected static async Task IsAsync(PeerClient client, PeerConnectionState state)
    {
        var reached = new Gate();
        using IDisposable watching = client.ConnectionChanges.Subscribe(new Recorder<PeerConnectionChange>(change =>
        {
            if (change.State == state)
                reached.Open();
        }));
        await reached.WaitAsync();
    }
}
