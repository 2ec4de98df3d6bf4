using PeerRpc.Integration.Behaviours;
using PeerRpc.TestPeer;

namespace PeerRpc.Integration.Processes;

/// <summary>Processes that are killed while streams are open leave nothing behind in others.</summary>
public sealed class KilledDuringStreams
{
    [Theory]
    [InlineData("ws")]
    [InlineData("tcp")]
    public async Task Producer_Killed_EndsItsReaders(string transport)
    {
        await using ChildProcess broker = await TestProcesses.StartBrokerAsync(transport);
        await using ChildProcess callee = await TestProcesses.StartCalleeAsync(broker.Report);
        await using PeerClient caller = await PeerClient.ConnectAsync(broker.Report).WithinLimitAsync();
        IWork work = caller.Peer("callee").Controller<IWork>();
        IAsyncEnumerator<int>[] open = [.. Enumerable.Range(0, 50).Select(_ => work.Count().GetAsyncEnumerator())];
        foreach (IAsyncEnumerator<int> items in open)
            Assert.True(await items.MoveNextAsync().WithinLimitAsync());

        await callee.KillAsync();

        foreach (IAsyncEnumerator<int> items in open)
        {
            await items.MoveNextAsync().AsTask().FailsAsync(PeerErrorCode.PeerGone, Executed.Yes);
            await items.DisposeAsync();
        }
        Assert.Equal(0, caller.StreamCount);
    }

    [Theory]
    [InlineData("ws")]
    [InlineData("tcp")]
    public async Task Reader_Killed_StopsItsProducers(string transport)
    {
        await using ChildProcess broker = await TestProcesses.StartBrokerAsync(transport);
        await using PeerClient source = await PeerClient.ConnectAsync(broker.Report).WithinLimitAsync();
        var producer = new Producer(1);
        source.RegisterController<IWorkSource>(new Source(producer));
        await source.RegisterAsPeerAsync("source").WithinLimitAsync();
        await using ChildProcess reader = await TestProcesses.StartKeeperAsync(broker.Report);
        Assert.NotEqual(0, producer.Started);
        Assert.Equal(0, producer.Finished);

        await reader.KillAsync();

        await producer.AllStoppedAsync();
        Assert.Equal(0, source.StreamCount);
    }

    [Fact]
    public async Task Broker_Killed_EndsBothSides()
    {
        await using ChildProcess broker = await TestProcesses.StartBrokerAsync("tcp");
        await using PeerClient source = await PeerClient.ConnectAsync(broker.Report).WithinLimitAsync();
        var producer = new Producer(1);
        source.RegisterController<IWorkSource>(new Source(producer));
        await source.RegisterAsPeerAsync("source").WithinLimitAsync();
        await using PeerClient caller = await PeerClient.ConnectAsync(broker.Report).WithinLimitAsync();
        await using IAsyncEnumerator<int> items =
            caller.Peer("source").Controller<IWorkSource>().Items().GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().WithinLimitAsync());

        await broker.KillAsync();

        await items.MoveNextAsync().AsTask().FailsAsync(PeerErrorCode.ConnectionLost, Executed.Yes);
        await producer.AllStoppedAsync();
        Assert.Equal((0, 0), (caller.StreamCount, source.StreamCount));
    }

    private sealed class Source(Producer producer) : IWorkSource
    {
        public IAsyncEnumerable<int> Items(CancellationToken cancellationToken) => producer.Items(cancellationToken);
    }
}
