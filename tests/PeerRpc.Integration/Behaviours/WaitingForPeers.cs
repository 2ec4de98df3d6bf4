using Microsoft.Extensions.DependencyInjection;

namespace PeerRpc.Integration.Behaviours;

/// <summary>Calls to peers that are not there yet.</summary>
public abstract class WaitingForPeers<TTransport> : Outage<TTransport>
    where TTransport : ITestTransport, new()
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task Call_ToAPeerThatComesLater_IsServed()
    {
        PeerClient client = await ConnectAsync();
        IProbe waiting = client.Peer("late").WaitForPeer().Controller<IProbe>();
        Task<string>[] calls = [waiting.Ask("a"), waiting.Ask("b")];
        await IsAbsentAsync(client);
        Task<string> another = waiting.Ask("c");

        await ServeAsync<IProbe>(new Probe(), "late");

        Assert.Equal(["a", "b"], await Task.WhenAll(calls).WithinLimitAsync());
        Assert.Equal("c", await another.WithinLimitAsync());
    }

    [Fact]
    public async Task Call_ThatDoesNotWait_FailsAtOnceBesideOneThatDoes()
    {
        PeerClient client = await ConnectAsync();
        Task<string> waiting = client.Peer("late").WaitForPeer().Controller<IProbe>().Ask("a");

        await IsAbsentAsync(client);
        await IsAbsentAsync(client);

        Assert.False(waiting.IsCompleted);
        await ServeAsync<IProbe>(new Probe(), "late");
        Assert.Equal("a", await waiting.WithinLimitAsync());
        Assert.Equal("b", await client.Peer("late").Controller<IProbe>().Ask("b").WithinLimitAsync());
    }

    [Fact]
    public async Task Call_WhosePeerComesAfterTheResumeWindow_IsServed()
    {
        await StartBrokerAsync(options => options.ResumeWindow = Short);
        PeerClient client = await ConnectAsync();
        Task<string> waiting = client.Peer("late").WaitForPeer().Controller<IProbe>().Ask("a");
        await Task.Delay(4 * Short);

        await ServeAsync<IProbe>(new Probe(), "late");

        Assert.Equal("a", await waiting.WithinLimitAsync());
    }

    [Fact]
    public async Task Call_WhosePeerDoesNotCome_EndsAtItsDeadlineUnexecuted()
    {
        PeerClient client = await ConnectAsync();
        RemotePeer late = client.Peer("late").WaitForPeer();

        await late.WithDeadline(Short).Controller<IProbe>().Ask("x")
            .FailsAsync(PeerErrorCode.DeadlineExceeded, Executed.No);

        await IsAbsentAsync(client);
    }

    [Fact]
    public async Task Call_ThatIsCancelledWhileItWaits_WasNotExecuted()
    {
        PeerClient client = await ConnectAsync();
        using var source = new CancellationTokenSource();
        Task<string> waiting =
            client.Peer("late").WaitForPeer().Controller<IProbe>().Ask("x", cancellationToken: source.Token);
        await IsAbsentAsync(client);

        await source.CancelAsync();

        await waiting.IsCancelledAsync(Executed.No);
        var probe = new Probe();
        await ServeAsync<IProbe>(probe, "late");
        Assert.Equal("y", await client.Peer("late").Controller<IProbe>().Ask("y").WithinLimitAsync());
        Assert.Equal(1, probe.Entered);
    }

    [Fact]
    public async Task Streams_AndOneWayCalls_WaitAsWell()
    {
        PeerClient client = await ConnectAsync();
        RemotePeer late = client.Peer("late").WaitForPeer();
        var values = new Recorder<int>();
        late.Controller<IStreams>().Range(3).Subscribe(values);
        Task<List<int>> counting = late.Controller<IStreams>().Count(3).ToListAsync().AsTask();
        late.Controller<IShapes>().Report("one");
        Task posting = late.Controller<IShapes>().Post("two");
        Assert.False(posting.IsCompleted);

        var shapes = new Shapes();
        PeerClient callee = await ConnectAsync();
        callee.RegisterController<IStreams>(new Streams());
        callee.RegisterController<IShapes>(shapes);
        await callee.RegisterAsPeerAsync("late").WithinLimitAsync();

        await posting.WithinLimitAsync();
        Assert.Equal("one", await shapes.NextAsync());
        Assert.Equal("two", await shapes.NextAsync());
        Assert.Equal(3, (await counting.WithinLimitAsync()).Count);
        Assert.Null(await values.EndAsync());
        Assert.Equal(3, values.Items.Count);
    }

    [Fact]
    public async Task Peer_ThatMayNotBeCalled_IsWaitedForLikeOneThatIsNotThere()
    {
        await StartBrokerAsync(options => options.AllowAnonymousPeers = false, Deny);
        var probe = new Probe();
        await ServeAsync<IProbe>(probe, "late");
        RemotePeer late = (await ConnectAsync()).Peer("late").WaitForPeer();

        await late.WithDeadline(Short).Controller<IProbe>().Ask("x")
            .FailsAsync(PeerErrorCode.DeadlineExceeded, Executed.No);

        Assert.Equal(0, probe.Entered);
    }

    [Fact]
    public async Task Broker_ThatStartsAnewMeanwhile_ChangesNothing()
    {
        await StartAsync<IProbe>(new Probe());
        Task<string> waiting = Caller.Peer("late").WaitForPeer().Controller<IProbe>().Ask("a");
        await IsAbsentAsync(Caller);

        await RestartBrokerAsync();
        await IsAsync(Caller, PeerConnectionState.Connected);
        await ServeAsync<IProbe>(new Probe(), "late");

        Assert.Equal("a", await waiting.WithinLimitAsync());
    }

    [Fact]
    public async Task Client_Disposed_EndsTheWaiting()
    {
        PeerClient client = await ConnectAsync();
        Task<string> waiting = client.Peer("late").WaitForPeer().Controller<IProbe>().Ask("a");
        await IsAbsentAsync(client);

        await client.DisposeAsync().WithinLimitAsync();

        await waiting.FailsAsync(PeerErrorCode.Unavailable, Executed.No);
    }

    private static void Deny(PeerBrokerBuilder builder)
    {
        builder.Services.AddSingleton(new RulePolicy { Send = (_, _) => new(false) });
        builder.AddPolicy<RulePolicy>();
    }

    private static async Task IsAbsentAsync(PeerClient client) =>
        await client.Peer("late").Controller<IProbe>().Ask("now?").FailsAsync(PeerErrorCode.PeerNotFound, Executed.No);
}
