using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using PeerRpc.Client.Groups;
using PeerRpc.Client.Reconciliation;
using PeerRpc.Client.Tests.Connections;
using PeerRpc.Client.Tests.Groups;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Groups;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Client.Tests.Reconciliation;

public sealed class ReconcilerTests : IAsyncDisposable
{
    private readonly ManualClock _clock = new();
    private readonly RecordingLoggerFactory _logs = new();
    private readonly FakeGroups _broker = new();
    private readonly FakeIds _ids = new();
    private readonly TaskCompletionSource _closed = new();
    private readonly GroupHubs _hubs;
    private readonly Reconciler _reconciler;
    private readonly Channel<(string Member, TaskCompletionSource Answer, CancellationToken Stop)> _compared =
        Channel.CreateUnbounded<(string, TaskCompletionSource, CancellationToken)>();

    private readonly Channel<PeerDirectoryUpdate> _updates = Channel.CreateUnbounded<PeerDirectoryUpdate>();
    private int _watched;

    public ReconcilerTests()
    {
        ILogger logger = _logs.CreateLogger("test");
        var calls = new GroupCalls(new ClientServices(new PeerClientOptions()).Endpoints, () => 1);
        _hubs = new GroupHubs(new GroupServices(_broker, calls, _ids, _clock, WorkScheduler.Pool, logger));
        _reconciler = new Reconciler("doc", WatchAsync, CompareAsync, new ReconcilerServices(
            _ids, _closed.Task, _clock, WorkScheduler.Pool, new FixedRandom(0.5), logger)
        {
            MemberId = () => "me",
        });
        _ids.Get("me");
        _broker.MayJoin.Open();
        _broker.MayLeave.Open();
        _reconciler.Start(_hubs);
    }

    public async ValueTask DisposeAsync()
    {
        // Whatever still waits for an answer of a test is over.
        _compared.Writer.TryComplete();
        ValueTask disposing = _reconciler.DisposeAsync();
        await foreach ((_, TaskCompletionSource answer, _) in _compared.Reader.ReadAllAsync())
            answer.TrySetResult();
        await disposing.AsTask().WithinLimitAsync();
    }

    [Fact]
    public async Task Member_WhenThisClientHasJoinedByItself_IsComparedWith()
    {
        See("bob", "me");

        (string member, TaskCompletionSource answer, _) = await NextAsync();
        answer.SetResult();

        Assert.Equal("bob", member);
        Assert.True(_reconciler.Plan.IsCurrent);
    }

    [Fact]
    public async Task Gap_AndASendThatFails_AreReasons()
    {
        See("bob");
        (await NextAsync()).Answer.SetResult();

        _broker.Items.Writer.TryWrite(new GroupItem(3, Missed: 2));
        (await NextAsync()).Answer.SetResult();
        _broker.SendFailure = new PeerRpcException(PeerErrorCode.ConnectionLost, "Lost.", Executed.Maybe);
        var sends = new WatchedGroups(_broker, _hubs);
        await Assert.ThrowsAsync<PeerRpcException>(() => sends.SendAsync(Message, CancellationToken.None));
        (await NextAsync()).Answer.SetResult();
        _broker.SendFailure = null;
        await sends.SendAsync(Message, CancellationToken.None).WithinLimitAsync();

        _reconciler.AskAll();
        (await NextAsync()).Answer.SetResult();
        Assert.False(_compared.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Connection_LostAndBack_IsAReasonOnce()
    {
        See("bob");
        (await NextAsync()).Answer.SetResult();

        _updates.Writer.TryWrite(new PeerDirectoryUpdate { Peers = Peers("bob"), IsStale = true });
        _broker.MayJoin = new Gate();
        _broker.Items.Writer.Complete(new PeerRpcException(PeerErrorCode.ConnectionLost, "Lost."));
        await _broker.NextAsync();
        await _broker.NextAsync();
        Assert.False(_reconciler.Plan.IsCurrent);
        _updates.Writer.TryWrite(new PeerDirectoryUpdate { Peers = Peers("bob") });
        _broker.MayJoin.Open();

        Assert.Equal("bob", (await NextAsync()).Member);
    }

    [Fact]
    public async Task Comparison_ThatFails_IsMadeAgainAtGrowingDelays()
    {
        See("bob");

        foreach (double seconds in (double[])[0.5, 1, 2, 4, 8, 15, 15])
        {
            (await NextAsync()).Answer.SetException(new PeerRpcException(PeerErrorCode.Unavailable, "Away."));
            await Until(() => _clock.TimerCount == 1);
            _reconciler.Ask("bob");
            _clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(100));
            Assert.False(_compared.Reader.TryRead(out _));
            _clock.Advance(TimeSpan.FromTicks(200));
        }

        (await NextAsync()).Answer.SetResult();
    }

    [Fact]
    public async Task Comparison_ThatThrows_IsLoggedAndMadeAgainAtTheNextReason()
    {
        See("bob");
        var bug = new InvalidOperationException("A bug.");

        (await NextAsync()).Answer.SetException(bug);
        await Until(() => _logs.Entries.Any(entry => entry.Exception == bug));
        Assert.False(_compared.Reader.TryRead(out _));
        _reconciler.Ask("bob");

        (await NextAsync()).Answer.SetResult();
    }

    [Fact]
    public async Task Member_ThatIsGone_StopsTheComparison()
    {
        See("bob");
        (_, TaskCompletionSource answer, CancellationToken stop) = await NextAsync();
        var stopped = new Gate();
        using CancellationTokenRegistration registration = stop.Register(stopped.Open);

        _updates.Writer.TryWrite(new PeerDirectoryUpdate { Peers = Peers(), Gone = ["bob"] });
        await stopped.WaitAsync();
        answer.SetException(new PeerRpcException(PeerErrorCode.Cancelled, "Cancelled."));

        await Until(() => _reconciler.Plan.Count == 0);
        Assert.Equal(0, _clock.TimerCount);
    }

    [Fact]
    public async Task Members_ThatCannotBeFollowed_AreFollowedAnew()
    {
        See("bob");
        (await NextAsync()).Answer.SetResult();

        _updates.Writer.TryWrite(null!);
        await Until(() => _clock.TimerCount == 1);
        Assert.False(_reconciler.Plan.IsCurrent);
        See("bob", "carol");
        _clock.Advance(TimeSpan.FromSeconds(1));

        string[] compared = [(await NextAsync()).Member, (await NextAsync()).Member];
        Assert.Equal(["bob", "carol"], compared.Order());
        Assert.Equal(2, Volatile.Read(ref _watched));
    }

    [Fact]
    public async Task Dispose_WaitsForWhatRunsAndBeginsNothing()
    {
        See("bob");
        (_, TaskCompletionSource answer, CancellationToken stop) = await NextAsync();

        Task disposing = _reconciler.DisposeAsync().AsTask();
        Assert.False(disposing.IsCompleted);
        await Until(() => stop.IsCancellationRequested);
        answer.SetResult();
        await disposing.WithinLimitAsync();
        _reconciler.AskAll();
        See("bob", "carol");

        Assert.False(_compared.Reader.TryRead(out _));
        await Group.LeaveAsync().WithinLimitAsync();
        Assert.Equal(0, _hubs.Count);
    }

    [Fact]
    public async Task Client_ThatIsClosed_EndsIt()
    {
        See("bob");
        (_, TaskCompletionSource answer, CancellationToken stop) = await NextAsync();

        await _hubs.CloseAsync().WithinLimitAsync();

        await Until(() => stop.IsCancellationRequested);
        Assert.False(_reconciler.Plan.IsCurrent);
        answer.SetResult();
    }

    private static GroupMessage Message => new("doc", "me", "/pad", "Insert", 0, []);

    private PeerGroup Group => _broker.Group("doc", _hubs, () => "me");

    private void See(params string[] ids)
    {
        Dictionary<string, PeerInfo> peers = Peers(ids);
        _updates.Writer.TryWrite(new PeerDirectoryUpdate { Peers = peers, Changed = [.. peers.Values] });
    }

    private static Dictionary<string, PeerInfo> Peers(params string[] ids) => ids.ToDictionary(
        id => id, id => new PeerInfo { Id = id, State = PeerState.Online, Since = DateTimeOffset.UnixEpoch });

    private Task<(string Member, TaskCompletionSource Answer, CancellationToken Stop)> NextAsync() =>
        _compared.Reader.ReadAsync().AsTask().WithinLimitAsync();

    private Task CompareAsync(string member, CancellationToken stop)
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _compared.Writer.TryWrite((member, answer, stop)) ? answer.Task : Task.CompletedTask;
    }

    // Null stands for a broker that refuses.
    private async IAsyncEnumerable<PeerDirectoryUpdate> WatchAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _watched);
        await foreach (PeerDirectoryUpdate? update in _updates.Reader.ReadAllAsync(cancellationToken))
            yield return update ?? throw new PeerRpcException(PeerErrorCode.PolicyFailed, "Not now.");
    }

    private static async Task Until(Func<bool> isSo)
    {
        using var late = new CancellationTokenSource(WaitExtensions.Limit);
        while (!isSo())
        {
            late.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
