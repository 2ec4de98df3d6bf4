using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Client.Tests.Connections;

/// <summary>A client whose brokers come and go.</summary>
public sealed class ConnectionKeeperTests : IAsyncDisposable
{
    private static readonly Uri First = new("fake://one/");
    private static readonly Uri Second = new("fake://two/");
    private static readonly Uri Third = new("fake://three/");

    private readonly FakeBrokers _brokers = new();
    private readonly StateRecorder _states = new();
    private readonly WatchedClock _clock = new();
    private PeerClient? _client;

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
            await _client.DisposeAsync().WithinLimitAsync();
    }

    [Fact]
    public async Task Connection_ThatBreaks_IsFollowedByAnother()
    {
        FakeTransport transport = await ConnectAsync();
        for (int i = 0; i < 5; i++)
        {
            transport.Abort();
            transport = (await _brokers.NextAsync()).Welcome();
            await IsConnectedAsync(i + 2);
        }

        Assert.Equal(
            [PeerConnectionState.Connected, .. Enumerable.Repeat(
                (PeerConnectionState[])[PeerConnectionState.Reconnecting, PeerConnectionState.Connected], 5)
                .SelectMany(states => states)],
            _states.States);
    }

    [Fact]
    public async Task Attempts_ThatFail_GoFromAddressToAddress()
    {
        FakeTransport transport = await ConnectAsync(o =>
        {
            o.FallbackAddresses.Add(Second);
            o.FallbackAddresses.Add(Third);
        });
        transport.Abort();

        Uri[] tried = new Uri[7];
        for (int i = 0; i < tried.Length; i++)
        {
            FakeAttempt attempt = await _brokers.NextAsync();
            tried[i] = attempt.Address;
            attempt.Fail();
        }

        // What has worked is tried first.
        Assert.Equal([First, Second, Third, First, Second, Third, First], tried);
        (await _brokers.NextAsync()).Welcome().Abort();
        Assert.Equal(Second, (await _brokers.NextAsync()).Address);
    }

    [Fact]
    public async Task FirstConnection_TriesEveryAddressOnce()
    {
        Task<PeerClient> connecting = PeerClient.ConnectAsync(First, o =>
        {
            Configure(o);
            o.FallbackAddresses.Add(Second);
        });
        foreach (Uri address in (Uri[])[First, Second])
        {
            FakeAttempt attempt = await _brokers.NextAsync();
            Assert.Equal(address, attempt.Address);
            attempt.Refuse(PeerErrorCode.Unavailable);
        }

        await Assert.ThrowsAsync<PeerRpcException>(connecting.WithinLimitAsync);
        Assert.False(_brokers.HasAttempt);
    }

    [Theory]
    [InlineData(PeerErrorCode.Unavailable)]
    [InlineData(PeerErrorCode.Unauthenticated)]
    [InlineData(PeerErrorCode.ResourceExhausted)]
    [InlineData(PeerErrorCode.ProtocolError)]
    public async Task Refusal_WhateverItIs_IsFollowedByAnotherAttempt(PeerErrorCode code)
    {
        (await ConnectAsync()).Abort();

        for (int i = 0; i < 3; i++)
            (await _brokers.NextAsync()).Refuse(code);

        (await _brokers.NextAsync()).Welcome();
        await IsConnectedAsync(2);
    }

    [Fact]
    public async Task Refusal_WithAdvice_IsFollowedByNoAttemptBeforeThat()
    {
        (await ConnectAsync()).Abort();
        var advice = TimeSpan.FromHours(1);

        (await _brokers.NextAsync()).Refuse(PeerErrorCode.Unavailable, advice);

        Assert.True(SpinWait.SpinUntil(
            () => _clock.Waits.Any(wait => wait >= advice && wait <= advice + TimeSpan.FromMilliseconds(10)),
            WaitExtensions.Limit));
        Assert.False(_brokers.HasAttempt);
    }

    [Fact]
    public async Task Token_OfEachAttempt_IsAskedForAnew()
    {
        int asked = 0;
        FakeTransport transport = await ConnectAsync(
            o => o.AccessToken = _ => new ValueTask<string?>($"token {Interlocked.Increment(ref asked)}"));
        transport.Abort();

        for (int i = 2; i < 5; i++)
        {
            FakeAttempt attempt = await _brokers.NextAsync();
            Assert.Equal($"token {i}", attempt.Token);
            attempt.Refuse(PeerErrorCode.Unauthenticated);
        }
    }

    [Fact]
    public async Task Token_ThatCannotBeHad_IsAskedForAgain()
    {
        int asked = 0;
        FakeTransport transport = await ConnectAsync(o => o.AccessToken = _ => Interlocked.Increment(ref asked) == 2
            ? throw new InvalidOperationException("no token today")
            : new ValueTask<string?>("token"));

        transport.Abort();

        (await _brokers.NextAsync()).Welcome();
        await IsConnectedAsync(2);
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task GivingUp_ClosesTheClient()
    {
        FakeTransport transport = await ConnectAsync(o => o.GiveUpAfter = TimeSpan.Zero);

        transport.Abort();
        (await _brokers.NextAsync()).Fail();

        await _client!.Closed.WithinLimitAsync();
        Assert.Equal(PeerConnectionState.Closed, _client.ConnectionState);
        Assert.Equal(1, _states.Ends);
        PeerRpcException error = await Assert.ThrowsAsync<PeerRpcException>(
            () => _client.RegisterAsPeerAsync("bob").WithinLimitAsync());
        Assert.Equal((PeerErrorCode.Unavailable, Executed.No), (error.Code, error.Executed));
        Assert.False(_brokers.HasAttempt);
    }

    [Fact]
    public async Task Drain_WithAnotherBroker_MovesThereBeforeItLeaves()
    {
        FakeTransport first = await ConnectAsync(o => o.FallbackAddresses.Add(Second));

        first.Drain(TimeSpan.FromMilliseconds(1));

        FakeAttempt attempt = await _brokers.NextAsync();
        Assert.Equal(Second, attempt.Address);
        Assert.False(first.Goodbye.HasCome);
        attempt.Welcome();
        // Not 0, which would mean that it leaves for good.
        Assert.NotEqual(PeerErrorCode.None, (await first.Goodbye.WaitAsync()).Code);
        await first.Disposed.WaitAsync();
        await IsConnectedAsync(2);
        Assert.DoesNotContain(PeerConnectionState.Reconnecting, _states.States);
    }

    [Fact]
    public async Task Drain_WithoutAnotherBroker_StaysUntilTheGoodbye()
    {
        FakeTransport first = await ConnectAsync();

        first.Drain(TimeSpan.FromMilliseconds(1));
        (await _brokers.NextAsync()).Refuse(PeerErrorCode.Unavailable);
        Assert.False(first.Goodbye.HasCome);
        Assert.Equal(PeerConnectionState.Connected, _client!.ConnectionState);
        first.SayGoodbye(PeerErrorCode.Unavailable);

        (await _brokers.NextAsync()).Welcome();
        await IsConnectedAsync(2);
        Assert.Contains(PeerConnectionState.Reconnecting, _states.States);
    }

    [Fact]
    public async Task Drain_WhoseConnectionBreaksBeforeTheMoment_Reconnects()
    {
        FakeTransport first = await ConnectAsync(o => o.Random = new FixedRandom(0.5));

        first.Drain(TimeSpan.FromHours(1));
        first.Abort();

        (await _brokers.NextAsync()).Welcome();
        await IsConnectedAsync(2);
    }

    [Fact]
    public async Task Dispose_WhileConnected_SaysGoodbyeForGood()
    {
        FakeTransport transport = await ConnectAsync();

        await _client!.DisposeAsync().WithinLimitAsync();

        Assert.Equal(PeerErrorCode.None, (await transport.Goodbye.WaitAsync()).Code);
        Assert.True(transport.Disposed.IsOpen);
        Assert.Equal([PeerConnectionState.Connected, PeerConnectionState.Closed], _states.States);
        Assert.True(_client.Closed.IsCompleted);
    }

    [Fact]
    public async Task Dispose_WhileItWaitsForTheNextAttempt_EndsTheWait()
    {
        FakeTransport transport = await ConnectAsync();
        transport.Abort();
        (await _brokers.NextAsync()).Refuse(PeerErrorCode.Unavailable, TimeSpan.FromHours(1));

        await _client!.DisposeAsync().WithinLimitAsync();

        Assert.Equal(PeerConnectionState.Closed, _states.States[^1]);
        Assert.False(_brokers.HasAttempt);
    }

    [Fact]
    public async Task Dispose_WhileItConnects_EndsTheAttempt()
    {
        (await ConnectAsync()).Abort();
        FakeAttempt attempt = await _brokers.NextAsync();

        await _client!.DisposeAsync().WithinLimitAsync();

        // What comes too late is not taken.
        attempt.Welcome();
        Assert.Equal(PeerConnectionState.Closed, _client.ConnectionState);
    }

    [Fact]
    public async Task Dispose_WhileItMovesAway_LeavesBoth()
    {
        FakeTransport first = await ConnectAsync(o => o.FallbackAddresses.Add(Second));
        first.Drain(TimeSpan.FromMilliseconds(1));
        await _brokers.NextAsync();

        await _client!.DisposeAsync().WithinLimitAsync();

        await first.Disposed.WaitAsync();
        Assert.Equal(PeerConnectionState.Closed, _client.ConnectionState);
    }

    [Fact]
    public async Task Dispose_ByAnObserverOfTheStates_Ends()
    {
        FakeTransport transport = await ConnectAsync();
        var disposing = new Signal<Task>();
        _client!.ConnectionChanges.Subscribe(new StateRecorder(state =>
        {
            if (state == PeerConnectionState.Reconnecting)
                disposing.Set(_client.DisposeAsync().AsTask());
        }));

        transport.Abort();

        await (await disposing.WaitAsync()).WithinLimitAsync();
        Assert.Equal(PeerConnectionState.Closed, _client.ConnectionState);
    }

    [Fact]
    public async Task Dispose_FromManyThreads_EndsForAll()
    {
        FakeTransport transport = await ConnectAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => Task.Run(() => _client!.DisposeAsync().AsTask()))).WithinLimitAsync();

        Assert.True(transport.Disposed.IsOpen);
        Assert.Equal(1, _states.Ends);
    }

    private async Task<FakeTransport> ConnectAsync(Action<PeerClientOptions>? configure = null)
    {
        Task<PeerClient> connecting = PeerClient.ConnectAsync(First, options =>
        {
            Configure(options);
            configure?.Invoke(options);
        });
        FakeTransport transport = (await _brokers.NextAsync()).Welcome();
        _client = await connecting.WithinLimitAsync();
        _client.ConnectionChanges.Subscribe(_states);
        return transport;
    }

    private void Configure(PeerClientOptions options)
    {
        options.Connectors.Add(_brokers);
        options.TimeProvider = _clock;
        options.ReconnectDelay = TimeSpan.FromMilliseconds(1);
        options.MaxReconnectDelay = TimeSpan.FromMilliseconds(2);
    }

    // So many times, counted from the first.
    private async Task IsConnectedAsync(int times)
    {
        var reached = new Gate();
        using IDisposable watching = _client!.ConnectionChanges.Subscribe(new StateRecorder(_ =>
        {
            if (_states.States.Count(state => state == PeerConnectionState.Connected) >= times)
                reached.Open();
        }));
        await reached.WaitAsync();
    }
}
