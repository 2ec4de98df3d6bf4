namespace PeerRpc.Integration.Behaviours;

/// <summary>Peer ids and controllers.</summary>
public abstract class Registration<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    public async Task Id_Registered_IsListedUntilItIsGivenUp()
    {
        PeerClient client = await ConnectAsync();
        Assert.Empty(client.PeerIds);

        await client.RegisterAsPeerAsync("alice").WithinLimitAsync();
        await client.RegisterAsPeerAsync("alice:2").WithinLimitAsync();
        Assert.Equal(["alice", "alice:2"], client.PeerIds);

        await client.UnregisterPeerAsync("alice").WithinLimitAsync();
        Assert.Equal(["alice:2"], client.PeerIds);
    }

    [Fact]
    public async Task Id_OfAnother_IsInUseUntilThatOneLeaves()
    {
        PeerClient first = await ConnectAsync("alice");
        PeerClient second = await ConnectAsync();

        PeerRpcException failure = await second.RegisterAsPeerAsync("alice")
            .FailsAsync(PeerErrorCode.PeerIdInUse, Executed.No, PeerErrorOrigin.Broker);
        Assert.Contains("alice", failure.Message, StringComparison.Ordinal);
        Assert.Empty(second.PeerIds);

        await first.UnregisterPeerAsync("alice").WithinLimitAsync();
        await second.RegisterAsPeerAsync("alice").WithinLimitAsync();
    }

    [Fact]
    public async Task Id_OfAClientThatHasLeft_IsFreeAtOnce()
    {
        for (int i = 0; i < 20; i++)
        {
            PeerClient client = await ConnectAsync("alice");
            await client.DisposeAsync().WithinLimitAsync();
        }

        await ConnectAsync("alice");
    }

    [Fact]
    public async Task Id_RegisteredTwiceByOneClient_IsRegisteredOnce()
    {
        PeerClient client = await ConnectAsync("alice");

        await client.RegisterAsPeerAsync("alice").WithinLimitAsync();

        Assert.Equal(["alice"], client.PeerIds);
    }

    [Fact]
    public async Task Id_WantedByManyAtOnce_GoesToOne()
    {
        var clients = new List<PeerClient>();
        for (int i = 0; i < 8; i++)
            clients.Add(await ConnectAsync());

        bool[] won = await Task.WhenAll(clients.Select(async client =>
        {
            try
            {
                await client.RegisterAsPeerAsync("alice").WithinLimitAsync();
                return true;
            }
            catch (PeerRpcException refused) when (refused.Code == PeerErrorCode.PeerIdInUse)
            {
                return false;
            }
        }));

        Assert.Single(won, w => w);
    }

    [Fact]
    public async Task Ids_AboveTheLimit_AreRefused()
    {
        await StartBrokerAsync(o => o.MaxPeerIdsPerClient = 2);
        PeerClient client = await ConnectAsync("a");
        await client.RegisterAsPeerAsync("b").WithinLimitAsync();

        await client.RegisterAsPeerAsync("c").FailsAsync(PeerErrorCode.ResourceExhausted, Executed.No);
    }

    [Fact]
    public async Task Ids_SeveralOnOneClient_LeadToIt()
    {
        PeerClient callee = await ServeAsync<IProbe>(
            Probe.Handling((_, call) => Task.FromResult(call.TargetId)), "a");
        await callee.RegisterAsPeerAsync("b").WithinLimitAsync();
        PeerClient client = await ConnectAsync();

        Assert.Equal("a", await client.Peer("a").Controller<IProbe>().Ask("").WithinLimitAsync());
        Assert.Equal("b", await client.Peer("b").Controller<IProbe>().Ask("").WithinLimitAsync());
    }

    [Fact]
    public async Task Id_GivenUp_IsNotFoundByNewCallers()
    {
        PeerClient callee = await ServeAsync<IProbe>(new Probe());
        await callee.UnregisterPeerAsync("callee").WithinLimitAsync();

        IProbe probe = await CallerAsync<IProbe>();

        await probe.Ask("x").FailsAsync(PeerErrorCode.PeerNotFound, Executed.No);
    }

    [Fact]
    public async Task Id_GivenUp_EndsTheLinksToIt()
    {
        PeerClient callee = await ServeAsync<IProbe>(new Probe());
        await callee.RegisterAsPeerAsync("other").WithinLimitAsync();
        PeerClient client = await ConnectAsync();
        IProbe probe = client.Peer("callee").Controller<IProbe>();
        await probe.Ask("x").WithinLimitAsync();

        await callee.UnregisterPeerAsync("callee").WithinLimitAsync();

        // The link's end may still be on its way to this caller, in which case the call is told by it: it may have run if
        // it was written before, and has certainly not if the end came in between.
        PeerRpcException failure = await Assert.ThrowsAnyAsync<PeerRpcException>(
            () => probe.Ask("x").WithinLimitAsync());
        Assert.Contains((failure.Code, failure.Executed), ((PeerErrorCode, Executed)[])
        [
            (PeerErrorCode.PeerNotFound, Executed.No),
            (PeerErrorCode.PeerGone, Executed.Maybe),
            (PeerErrorCode.Unavailable, Executed.No),
        ]);
        Assert.Equal("x", await client.Peer("other").Controller<IProbe>().Ask("x").WithinLimitAsync());
    }

    [Fact]
    public async Task Controller_RegisteredAfterTheId_IsFound()
    {
        PeerClient callee = await ConnectAsync("callee");
        IProbe probe = await CallerAsync<IProbe>();
        await probe.Ask("x").FailsAsync(PeerErrorCode.ControllerNotFound, Executed.No);

        callee.RegisterController<IProbe>(new Probe());

        Assert.Equal("x", await probe.Ask("x").WithinLimitAsync());
    }

    [Fact]
    public async Task Controller_AtATakenPath_IsRefused()
    {
        PeerClient callee = await ServeAsync<IProbe>(new Probe());

        InvalidOperationException failure = Assert.Throws<InvalidOperationException>(
            () => callee.RegisterController<IProbe>(new Probe()));

        Assert.Contains("/probe", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Controller_Disposed_IsNotFoundAndItsPathIsFree()
    {
        PeerClient callee = await ConnectAsync("callee");
        IDisposable registration = callee.RegisterController<IProbe>(Probe.Doing(() => Task.FromResult("old")));
        IProbe probe = await CallerAsync<IProbe>();
        Assert.Equal("old", await probe.Ask("x").WithinLimitAsync());

        registration.Dispose();
        registration.Dispose();
        await probe.Ask("x").FailsAsync(PeerErrorCode.ControllerNotFound, Executed.No);

        callee.RegisterController<IProbe>(Probe.Doing(() => Task.FromResult("new")));
        registration.Dispose();
        Assert.Equal("new", await probe.Ask("x").WithinLimitAsync());
    }

    [Fact]
    public async Task Controller_DisposedDuringACall_LetsItEnd()
    {
        var entered = new Gate();
        var end = new Gate();
        PeerClient callee = await ConnectAsync("callee");
        IDisposable registration = callee.RegisterController<IProbe>(Probe.Doing(async () =>
        {
            entered.Open();
            await end.WaitAsync();
            return "done";
        }));
        Task<string> call = (await CallerAsync<IProbe>()).Ask("x");
        await entered.WaitAsync();

        registration.Dispose();
        end.Open();

        Assert.Equal("done", await call.WithinLimitAsync());
    }
}
