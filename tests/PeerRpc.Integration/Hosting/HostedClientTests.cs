using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PeerRpc.Client;
using PeerRpc.Testing;

namespace PeerRpc.Integration.Hosting;

/// <summary>A client that a host starts, with controllers from its services.</summary>
public sealed class HostedClientTests : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ScopedProbe.Census _census = new();
    private InMemoryBroker? _broker;
    private IHost? _host;

    [Fact]
    public async Task AddController_PerCall_MakesAnObjectForEachCallAndLetsGoOfIt()
    {
        IProbe probe = await StartAsync(PeerControllerScope.Call);

        string first = await probe.Ask("x").WaitAsync(Limit);
        string second = await probe.Ask("x").WaitAsync(Limit);

        Assert.Equal(("1", "2"), (first, second));
        Assert.True(await _census.Disposed.WaitAsync(Limit));
        Assert.True(await _census.Disposed.WaitAsync(Limit));
    }

    [Fact]
    public async Task AddController_PerLink_MakesOneObjectForEachCallerAndLetsGoOfItWhenTheCallerLeaves()
    {
        IProbe probe = await StartAsync(PeerControllerScope.Link);
        PeerClient other = await _broker!.ConnectAsync();
        IProbe otherProbe = other.Peer("hosted").Controller<IProbe>();

        Assert.Equal("1", await probe.Ask("x").WaitAsync(Limit));
        Assert.Equal("1", await probe.Ask("x").WaitAsync(Limit));
        Assert.Equal("2", await otherProbe.Ask("x").WaitAsync(Limit));
        Assert.Equal(0, _census.Disposed.CurrentCount);

        await other.DisposeAsync();
        Assert.True(await _census.Disposed.WaitAsync(Limit));
    }

    [Fact]
    public async Task StopAsync_OfTheHost_LeavesTheBroker()
    {
        IProbe probe = await StartAsync(PeerControllerScope.Call);
        await probe.Ask("x").WaitAsync(Limit);

        await _host!.StopAsync().WaitAsync(Limit);

        await Assert.ThrowsAnyAsync<PeerRpcException>(() => probe.Ask("x").WaitAsync(Limit));
        Assert.True(_host.Services.GetRequiredService<PeerClient>().Closed.IsCompleted);
    }

    [Fact]
    public async Task StartAsync_WithoutABroker_DoesNotWaitAndGoesOnTrying()
    {
        _broker = await InMemoryBroker.StartAsync();
        var gate = new GatedConnector(_broker.CreateConnector(), failures: 2);
        _host = CreateHost(PeerControllerScope.Call, gate);

        await _host.StartAsync().WaitAsync(Limit);
        await gate.Passed.WaitAsync(Limit);

        IProbe probe = (await _broker.ConnectAsync()).Peer("hosted").Controller<IProbe>();
        Assert.Equal("1", await RegisteredAsync(probe));
    }

    [Fact]
    public void AddPeerClient_WithoutAnAddress_SaysSoAtTheStart()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddPeerClient(_ => { });
        using IHost host = builder.Build();

        var failure = Assert.Throws<OptionsValidationException>(host.Start);
        Assert.Contains(nameof(PeerClientOptions.Address), failure.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            _host.Dispose();
        }
        if (_broker is not null)
            await _broker.DisposeAsync();
    }

    private async Task<IProbe> StartAsync(PeerControllerScope scope)
    {
        _broker = await InMemoryBroker.StartAsync();
        var gate = new GatedConnector(_broker.CreateConnector(), failures: 0);
        _host = CreateHost(scope, gate);
        await _host.StartAsync().WaitAsync(Limit);
        PeerClient caller = await _broker.ConnectAsync();
        IProbe probe = caller.Peer("hosted").Controller<IProbe>();
        // The start does not wait for the broker; a second registration of the id ends when the client has it.
        await IdTakenAsync();
        return probe;
    }

    private async Task IdTakenAsync()
    {
        PeerClient client = _host!.Services.GetRequiredService<PeerClient>();
        await client.RegisterAsPeerAsync("hosted").WaitAsync(Limit);
    }

    private async Task<string> RegisteredAsync(IProbe probe)
    {
        await IdTakenAsync();
        return await probe.Ask("x").WaitAsync(Limit);
    }

    private IHost CreateHost(PeerControllerScope scope, GatedConnector connector)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(_census);
        builder.Services
            .AddPeerClient(options =>
            {
                options.Address = _broker!.Address;
                options.Connectors.Add(connector);
                options.PeerIds.Add("hosted");
            })
            .AddController<IProbe, ScopedProbe>(scope);
        return builder.Build();
    }
}
