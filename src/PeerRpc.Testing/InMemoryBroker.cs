using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PeerRpc.Broker.Hosting;
using PeerRpc.Client;
using PeerRpc.Core.Transports;
using PeerRpc.Testing.Transports;

namespace PeerRpc.Testing;

/// <summary>A broker inside the process of a test, with neither a web server nor a socket.</summary>
/// <remarks>
/// Clients connect over a pair of pipes; everything above them is what runs in production, so policies, filters and
/// controllers behave as they do there. All members may be used from any thread.
/// </remarks>
public sealed class InMemoryBroker : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly MemoryListener _listener;

    private InMemoryBroker(IHost host, MemoryListener listener)
    {
        _host = host;
        _listener = listener;
    }

    /// <summary>What the clients connect to: an address of the scheme <c>memory</c>, another one each time.</summary>
    public Uri Address => _listener.Address;

    /// <summary>The broker's services: policies, controllers, and whatever the test has added.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts a broker.</summary>
    /// <param name="configure">
    /// Adds services; it calls <c>AddPeerBroker</c>. Without it, everything is allowed to everybody.
    /// </param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The running broker.</returns>
    /// <exception cref="InvalidOperationException"><c>AddPeerBroker</c> was not called.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is wrong.</exception>
    public static async Task<InMemoryBroker> StartAsync(
        Action<IServiceCollection>? configure = null, CancellationToken cancellationToken = default)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        if (configure is null)
            builder.Services.AddPeerBroker(options => options.AllowAnonymousPeers = true);
        else
            configure(builder.Services);
        IHost host = builder.Build();
        try
        {
            PeerBroker broker = host.Services.GetService<PeerBroker>()
                ?? throw new InvalidOperationException(
                    "InMemoryBroker needs the broker's services: call services.AddPeerBroker().");
            await host.StartAsync(cancellationToken);
            return new InMemoryBroker(host, new MemoryListener(broker));
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>Connects a client, and registers it if it is to be a peer.</summary>
    /// <param name="peerId">The id to register; <see langword="null"/> for a client that only calls.</param>
    /// <param name="configure">Sets options of the client.</param>
    /// <param name="principal">Who the broker takes the client for; anonymous by default.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>The connected client; whoever called disposes it.</returns>
    /// <exception cref="PeerRpcException">The broker refused the connection or the id.</exception>
    /// <exception cref="ArgumentException">The id or an option is wrong.</exception>
    public async Task<PeerClient> ConnectAsync(
        string? peerId = null,
        Action<PeerClientOptions>? configure = null,
        ClaimsPrincipal? principal = null,
        CancellationToken cancellationToken = default)
    {
        PeerClient client = await PeerClient.ConnectAsync(
            Address,
            options =>
            {
                options.Connectors.Add(CreateConnector(principal));
                configure?.Invoke(options);
            },
            cancellationToken);
        try
        {
            if (peerId is not null)
                await client.RegisterAsPeerAsync(peerId, cancellationToken);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes what a client needs to reach this broker that is set up elsewhere, as by a host.</summary>
    /// <param name="principal">Who the broker takes its clients for; anonymous by default.</param>
    /// <returns>
    /// A connector for <see cref="PeerClientOptions.Connectors"/>; it knows <see cref="Address"/> only.
    /// </returns>
    public IPeerConnector CreateConnector(ClaimsPrincipal? principal = null) =>
        new MemoryConnector(_listener, principal ?? new ClaimsPrincipal(new ClaimsIdentity()));

    /// <summary>Stops the broker as its host would: it drains, then closes what is still connected.</summary>
    /// <param name="cancellationToken">Ends the drain.</param>
    /// <returns>A task that ends when the broker has stopped.</returns>
    public Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    /// <summary>Stops the broker at once, without the time that a drain gives to its clients.</summary>
    /// <returns>A task that ends when the broker has stopped.</returns>
    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        await _host.StopAsync();
        if (_host is IAsyncDisposable asynchronous)
            await asynchronous.DisposeAsync();
        else
            _host.Dispose();
    }
}
