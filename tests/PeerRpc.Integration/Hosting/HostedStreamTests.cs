using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PeerRpc.Testing;

namespace PeerRpc.Integration.Hosting;

/// <summary>The scope of a call lives until the streams and objects of its result have ended.</summary>
public sealed class HostedStreamTests : IAsyncLifetime
{
    private readonly ScopedNumbers.Ends _ends = new();
    private InMemoryBroker _broker = null!;
    private IHost _host = null!;
    private INumbers _caller = null!;

    public async Task InitializeAsync()
    {
        _broker = await InMemoryBroker.StartAsync();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(_ends);
        builder.Services
            .AddPeerClient(options =>
            {
                options.Address = _broker.Address;
                options.Connectors.Add(new GatedConnector(_broker.CreateConnector(), failures: 0));
                options.PeerIds.Add("hosted");
            })
            .AddController<INumbers, ScopedNumbers>(PeerControllerScope.Call);
        _host = builder.Build();
        await _host.StartAsync().WithinLimitAsync();
        // The start does not wait for the broker; a second registration of the id ends when the client has it.
        await _host.Services.GetRequiredService<PeerClient>().RegisterAsPeerAsync("hosted").WithinLimitAsync();
        _caller = (await _broker.ConnectAsync()).Peer("hosted").Controller<INumbers>();
    }

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task Scope_OfAStreamReadToItsEnd_EndsBehindIt()
    {
        Assert.Equal([0, 1, 2], await _caller.All().ToListAsync().AsTask().WithinLimitAsync());
        await ScopeEndedAsync();
        Assert.Equal([0, 1, 2], await _caller.Observed().ToList().ToTask().WithinLimitAsync());
        await ScopeEndedAsync();
    }

    [Fact]
    public async Task Scope_OfAStreamThatIsLeft_EndsWithIt()
    {
        await using (IAsyncEnumerator<int> items = _caller.All().GetAsyncEnumerator())
            Assert.True(await items.MoveNextAsync().WithinLimitAsync());
        await ScopeEndedAsync();
    }

    [Fact]
    public async Task Scope_OfAnObservableThatCannotBeLeft_EndsAllTheSame()
    {
        Assert.Equal(1, await _caller.Stubborn().Take(1).ToTask().WithinLimitAsync());
        await ScopeEndedAsync();
    }

    [Fact]
    public async Task Scope_OfAnObject_EndsWhenItIsReleased()
    {
        ICounter counter = await _caller.Open().WithinLimitAsync();
        Assert.Equal(3, await counter.Add(2).WithinLimitAsync());
        Assert.Equal(0, _ends.Disposed.CurrentCount);

        await counter.DisposeAsync().WithinLimitAsync();

        await ScopeEndedAsync();
    }

    [Fact]
    public async Task Scope_OfACallWithAStreamAmongItsArguments_EndsWithTheCall()
    {
        Assert.Equal(6, await _caller.Sum(AsyncEnumerable.Range(1, 3)).WithinLimitAsync());
        await ScopeEndedAsync();
    }

    private async Task ScopeEndedAsync() => Assert.True(await _ends.Disposed.WaitAsync(WaitExtensions.Limit));
}
