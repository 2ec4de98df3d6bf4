using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PeerRpc.Integration.Hosting;

/// <summary>A client of a host that loses its connection.</summary>
public sealed class HostedReconnectTests
{
    [Fact]
    public async Task Client_OfAHost_ComesBackWithItsIdsAndShowsIt()
    {
        await using ITestBroker broker = await new MemoryTransport().StartAsync(
            services => services.AddPeerBroker(options => options.AllowAnonymousPeers = true), address: null)
            .WithinLimitAsync();
        var cable = new Cable(() => broker);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(new ScopedProbe.Census());
        builder.Services
            .AddPeerClient(options =>
            {
                options.Address = broker.Address;
                options.Connectors.Add(cable);
                options.PeerIds.Add("hosted");
                options.ReconnectDelay = TimeSpan.FromMilliseconds(20);
            })
            .AddController<IProbe, ScopedProbe>(PeerControllerScope.Call);
        using IHost host = builder.Build();
        PeerClient client = host.Services.GetRequiredService<PeerClient>();
        Assert.Equal(PeerConnectionState.Connecting, client.ConnectionState);
        var changes = new Recorder<PeerConnectionChange>();
        client.ConnectionChanges.Subscribe(changes);
        await host.StartAsync().WithinLimitAsync();
        await client.RegisterAsPeerAsync("hosted").WithinLimitAsync();
        await using PeerClient caller = await broker.ConnectAsync(_ => { }).WithinLimitAsync();
        IProbe probe = caller.Peer("hosted").Controller<IProbe>();
        await probe.Ask("x").WithinLimitAsync();

        cable.Cut();

        await probe.Ask("y").WithinLimitAsync();
        Assert.Equal(["hosted"], client.PeerIds);
        await host.StopAsync().WithinLimitAsync();
        Assert.Null(await changes.EndAsync());
        Assert.Equal(
            [PeerConnectionState.Connecting, PeerConnectionState.Connected, PeerConnectionState.Reconnecting,
                PeerConnectionState.Connected, PeerConnectionState.Closed],
            [.. changes.Items.Select(change => change.State)]);
    }
}
