using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Client.Tests.Connections;

/// <summary>A client that leaves a broker: because that drains, or for good.</summary>
public sealed class LeavingTests : KeptClient
{
    [Fact]
    public async Task Drain_WithAnotherBroker_MovesThereBeforeItLeaves()
    {
        FakeTransport first = await ConnectAsync(o => o.FallbackAddresses.Add(Second));

        first.Drain(TimeSpan.FromMilliseconds(1));

        FakeAttempt attempt = await Brokers.NextAsync();
        Assert.Equal(Second, attempt.Address);
        Assert.False(first.Goodbye.HasCome);
        attempt.Welcome();
        // Not 0, which would mean that it leaves for good.
        Assert.NotEqual(PeerErrorCode.None, (await first.Goodbye.WaitAsync()).Code);
        await first.Disposed.WaitAsync();
        await IsConnectedAsync(2);
        Assert.DoesNotContain(PeerConnectionState.Reconnecting, States.States);
    }

    [Fact]
    public async Task Drain_WithoutAnotherBroker_StaysUntilTheGoodbye()
    {
        FakeTransport first = await ConnectAsync();

        first.Drain(TimeSpan.FromMilliseconds(1));
        (await Brokers.NextAsync()).Refuse(PeerErrorCode.Unavailable);
        Assert.False(first.Goodbye.HasCome);
        Assert.Equal(PeerConnectionState.Connected, Client!.ConnectionState);
        first.SayGoodbye(PeerErrorCode.Unavailable);

        (await Brokers.NextAsync()).Welcome();
        await IsConnectedAsync(2);
        Assert.Contains(PeerConnectionState.Reconnecting, States.States);
    }

    [Fact]
    public async Task Drain_WhoseConnectionBreaksBeforeTheMoment_Reconnects()
    {
        FakeTransport first = await ConnectAsync(o => o.Random = new FixedRandom(0.5));

        first.Drain(TimeSpan.FromHours(1));
        first.Abort();

        (await Brokers.NextAsync()).Welcome();
        await IsConnectedAsync(2);
    }

    [Fact]
    public async Task Dispose_WhileConnected_SaysGoodbyeForGood()
    {
        FakeTransport transport = await ConnectAsync();

        await Client!.DisposeAsync().WithinLimitAsync();

        Assert.Equal(PeerErrorCode.None, (await transport.Goodbye.WaitAsync()).Code);
        Assert.True(transport.Disposed.IsOpen);
        Assert.Equal([PeerConnectionState.Connected, PeerConnectionState.Closed], States.States);
        Assert.True(Client.Closed.IsCompleted);
    }

    [Fact]
    public async Task Dispose_WhileItWaitsForTheNextAttempt_EndsTheWait()
    {
        FakeTransport transport = await ConnectAsync();
        transport.Abort();
        (await Brokers.NextAsync()).Refuse(PeerErrorCode.Unavailable, TimeSpan.FromHours(1));

        await Client!.DisposeAsync().WithinLimitAsync();

        Assert.Equal(PeerConnectionState.Closed, States.States[^1]);
        Assert.False(Brokers.HasAttempt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dispose_WhileItConnects_EndsTheAttempt(bool failsWhenCancelled)
    {
        Brokers.FailsWhenCancelled = failsWhenCancelled;
        (await ConnectAsync()).Abort();
        FakeAttempt attempt = await Brokers.NextAsync();

        await Client!.DisposeAsync().WithinLimitAsync();

        // What comes too late is not taken.
        attempt.Welcome();
        Assert.Equal(PeerConnectionState.Closed, Client.ConnectionState);
        Assert.True(Client.Closed.IsCompleted);
    }

    [Fact]
    public async Task Dispose_WhileItMovesAway_LeavesBoth()
    {
        FakeTransport first = await ConnectAsync(o => o.FallbackAddresses.Add(Second));
        first.Drain(TimeSpan.FromMilliseconds(1));
        await Brokers.NextAsync();

        await Client!.DisposeAsync().WithinLimitAsync();

        await first.Disposed.WaitAsync();
        Assert.Equal(PeerConnectionState.Closed, Client.ConnectionState);
    }

    [Fact]
    public async Task Dispose_ByAnObserverOfTheStates_Ends()
    {
        FakeTransport transport = await ConnectAsync();
        var disposing = new Signal<Task>();
        Client!.ConnectionChanges.Subscribe(new StateRecorder(state =>
        {
            if (state == PeerConnectionState.Reconnecting)
                disposing.Set(Client.DisposeAsync().AsTask());
        }));

        transport.Abort();

        await (await disposing.WaitAsync()).WithinLimitAsync();
        Assert.Equal(PeerConnectionState.Closed, Client.ConnectionState);
    }

    [Fact]
    public async Task Dispose_FromManyThreads_EndsForAll()
    {
        FakeTransport transport = await ConnectAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => Task.Run(() => Client!.DisposeAsync().AsTask()))).WithinLimitAsync();

        Assert.True(transport.Disposed.IsOpen);
        Assert.Equal(1, States.Ends);
    }
}
