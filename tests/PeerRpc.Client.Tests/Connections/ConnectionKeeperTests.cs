using System.Collections.Concurrent;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Client.Tests.Connections;

/// <summary>A client that loses its connection, and tries to get another one.</summary>
public sealed class ConnectionKeeperTests : KeptClient
{
    [Fact]
    public async Task Connection_ThatBreaks_IsFollowedByAnother()
    {
        FakeTransport transport = await ConnectAsync();
        for (int i = 0; i < 5; i++)
        {
            transport.Abort();
            transport = (await Brokers.NextAsync()).Welcome();
            await IsConnectedAsync(i + 2);
        }

        Assert.Equal(
            [PeerConnectionState.Connected, .. Enumerable.Repeat(
                (PeerConnectionState[])[PeerConnectionState.Reconnecting, PeerConnectionState.Connected], 5)
                .SelectMany(states => states)],
            States.States);
    }

    [Fact]
    public async Task Connection_ThatIsMade_LeavesNoFailureThatNobodySees()
    {
        var unseen = new ConcurrentQueue<string>();
        EventHandler<UnobservedTaskExceptionEventArgs> note = (_, failure) => unseen.Enqueue($"{failure.Exception}");
        TaskScheduler.UnobservedTaskException += note;
        try
        {
            await ConnectAsync();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= note;
        }

        // Other tests may leave some, which are about something else.
        Assert.DoesNotContain(unseen, failure => failure.Contains("not started", StringComparison.Ordinal));
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
            FakeAttempt attempt = await Brokers.NextAsync();
            tried[i] = attempt.Address;
            attempt.Fail();
        }

        Assert.Equal([First, Second, Third, First, Second, Third, First], tried);
        transport = (await Brokers.NextAsync()).Welcome();
        await IsConnectedAsync(2);
        transport.Abort();
        // What has worked is tried first.
        Assert.Equal(Second, (await Brokers.NextAsync()).Address);
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
            FakeAttempt attempt = await Brokers.NextAsync();
            Assert.Equal(address, attempt.Address);
            attempt.Refuse(PeerErrorCode.Unavailable);
        }

        await Assert.ThrowsAsync<PeerRpcException>(connecting.WithinLimitAsync);
        Assert.False(Brokers.HasAttempt);
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
            (await Brokers.NextAsync()).Refuse(code);

        (await Brokers.NextAsync()).Welcome();
        await IsConnectedAsync(2);
    }

    [Fact]
    public async Task Refusal_WithAdvice_IsFollowedByNoAttemptBeforeThat()
    {
        (await ConnectAsync()).Abort();
        var advice = TimeSpan.FromHours(1);

        (await Brokers.NextAsync()).Refuse(PeerErrorCode.Unavailable, advice);

        Assert.True(SpinWait.SpinUntil(
            () => Clock.Waits.Any(wait => wait >= advice && wait <= advice + TimeSpan.FromMilliseconds(10)),
            WaitExtensions.Limit));
        Assert.False(Brokers.HasAttempt);
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
            FakeAttempt attempt = await Brokers.NextAsync();
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

        (await Brokers.NextAsync()).Welcome();
        await IsConnectedAsync(2);
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task GivingUp_ClosesTheClient()
    {
        FakeTransport transport = await ConnectAsync(o => o.GiveUpAfter = TimeSpan.Zero);

        transport.Abort();
        (await Brokers.NextAsync()).Fail();

        await Client!.Closed.WithinLimitAsync();
        Assert.Equal(PeerConnectionState.Closed, Client.ConnectionState);
        Assert.Equal(1, States.Ends);
        PeerRpcException error = await Assert.ThrowsAsync<PeerRpcException>(
            () => Client.RegisterAsPeerAsync("bob").WithinLimitAsync());
        Assert.Equal((PeerErrorCode.Unavailable, Executed.No), (error.Code, error.Executed));
        Assert.False(Brokers.HasAttempt);
    }
}
