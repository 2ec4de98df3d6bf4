using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Broker;
using PeerRpc.TestPeer;

namespace PeerRpc.Integration.Behaviours;

/// <summary>What holds over every transport. Each test has a broker of its own, and clients that end with it.</summary>
/// <typeparam name="TTransport">What the clients reach the broker over.</typeparam>
public abstract class Conformance<TTransport> : IAsyncLifetime
    where TTransport : ITestTransport, new()
{
    private readonly List<PeerClient> _clients = [];
    private ITestBroker? _broker;
    private Action<IServiceCollection>? _services;

    protected ITestBroker Broker => _broker ?? throw new InvalidOperationException("No broker was started.");

    /// <summary>The clients so far, in the order in which they connected.</summary>
    protected IReadOnlyList<PeerClient> Clients => _clients;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (PeerClient client in _clients)
            await client.DisposeAsync().WithinLimitAsync();
        if (_broker is not null)
            await _broker.DisposeAsync().WithinLimitAsync();
    }

    /// <summary>Starts the broker; without this, the first client starts one where everything is allowed.</summary>
    protected async Task StartBrokerAsync(
        Action<PeerBrokerOptions>? configure = null, Action<PeerBrokerBuilder>? build = null)
    {
        _services = services =>
        {
            services.AddAuthentication(TokenHandler.SchemeName)
                .AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenHandler.SchemeName, null);
            PeerBrokerBuilder builder = services.AddPeerBroker(options =>
            {
                options.AllowAnonymousPeers = true;
                options.DrainGrace = TimeSpan.Zero;
                options.ResumeWindow = TimeSpan.FromSeconds(1);
                options.MaxUnauthenticatedConnectionsPerAddress = 1024;
                configure?.Invoke(options);
            });
            build?.Invoke(builder);
        };
        _broker = await new TTransport().StartAsync(_services).WithinLimitAsync();
    }

    /// <summary>Stops the broker; a new one, which knows of nobody, starts in its place.</summary>
    protected async Task RestartBrokerAsync()
    {
        ITestBroker old = Broker;
        await old.StopAsync().WithinLimitAsync();
        await old.DisposeAsync().WithinLimitAsync();
        _broker = await new TTransport().StartAsync(_services!, old.Address).WithinLimitAsync();
    }

    /// <summary>Connects a client that is disposed after the test, and registers it if it has an id.</summary>
    protected async Task<PeerClient> ConnectAsync(string? id = null, Action<PeerClientOptions>? configure = null)
    {
        if (_broker is null)
            await StartBrokerAsync();
        PeerClient client = await Broker.ConnectAsync(options => configure?.Invoke(options)).WithinLimitAsync();
        _clients.Add(client);
        if (id is not null)
            await client.RegisterAsPeerAsync(id).WithinLimitAsync();
        return client;
    }

    /// <summary>Connects a peer that serves a controller.</summary>
    protected async Task<PeerClient> ServeAsync<TContract>(
        TContract controller, string id = "callee", Action<PeerClientOptions>? configure = null)
        where TContract : class
    {
        PeerClient client = await ConnectAsync(null, configure);
        client.RegisterController(controller);
        await client.RegisterAsPeerAsync(id).WithinLimitAsync();
        return client;
    }

    /// <summary>Connects a client without an id and gives a proxy of the callee's controller.</summary>
    protected async Task<TContract> CallerAsync<TContract>(
        string target = "callee", Action<PeerClientOptions>? configure = null)
        where TContract : class =>
        (await ConnectAsync(null, configure)).Peer(target).Controller<TContract>();
}
