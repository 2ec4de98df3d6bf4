using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using PeerRpc.Client.Discovery;
using PeerRpc.Client.Tests.Connections;
using PeerRpc.Core.Calls;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Client.Tests;

public sealed class WantedIdsTests : IAsyncDisposable
{
    private const double Chance = 0.001;

    private readonly WatchedClock _clock = new();
    private readonly TaskCompletionSource _closed = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly ConcurrentQueue<PeerErrorCode> _failures = new();
    private readonly ConcurrentQueue<(bool IsRegistered, PeerErrorCode? Failure)> _told = new();
    private PeerIds? _ids;
    private WantedIds? _wanted;
    private Action<string> _onAsked = _ => { };

    public async ValueTask DisposeAsync()
    {
        if (_wanted is not null)
            await _wanted.DisposeAsync().AsTask().WithinLimitAsync();
    }

    [Fact]
    public async Task Id_ThatCannotBeHad_IsTriedAtGrowingDelaysUntilItCan()
    {
        const int Failures = 9;
        for (int i = 0; i < Failures; i++)
            _failures.Enqueue(i < 5 ? PeerErrorCode.PeerIdInUse : PeerErrorCode.PermissionDenied);

        await IsRegisteredAsync(Start("bob"), "bob");

        Assert.Equal(Failures + 1, _asked.Count);
        double chance = new FixedRandom(Chance).NextDouble();
        Assert.Equal(
            Enumerable.Range(0, Failures).Select(i => Math.Min(250 * Math.Pow(2, i), 30_000) * chance),
            _clock.Waits.Select(wait => wait.TotalMilliseconds), (a, b) => Math.Abs(a - b) < 0.001);
        Assert.Equal(
            [(false, null), (false, PeerErrorCode.PeerIdInUse), (false, PeerErrorCode.PermissionDenied), (true, null)],
            _told);
    }

    [Fact]
    public async Task Id_ThatWasLost_IsRegisteredAgain()
    {
        PeerIds ids = Start("bob");
        await IsRegisteredAsync(ids, "bob");

        _failures.Enqueue(PeerErrorCode.PermissionDenied);
        await ids.RegisterAgainAsync(ids.States.Begin(), _ => { }, TimeSpan.Zero, CancellationToken.None);
        await IsRegisteredAsync(ids, "bob");

        Assert.Equal(
            [(false, null), (true, null), (false, PeerErrorCode.PermissionDenied), (true, null)], _told);
    }

    [Fact]
    public async Task Id_ThatIsGivenUpWhileItIsRegistered_IsUnregistered()
    {
        var given = new Gate();
        _onAsked = asked =>
        {
            if (asked == "+bob")
                _ids!.States.Renounce("bob");
            else
                given.Open();
        };

        Start("bob");
        await given.WaitAsync();
        await DisposeAsync();

        Assert.Equal(["+bob", "-bob"], _asked);
    }

    [Fact]
    public async Task Id_ThatIsGivenUp_IsNotTriedAnyMore()
    {
        PeerIds ids = Start("bob", "carol");
        await IsRegisteredAsync(ids, "bob");
        await IsRegisteredAsync(ids, "carol");

        await ids.UnregisterAsync("bob", CancellationToken.None);
        ids.States.Lose("carol", new PeerRpcException(PeerErrorCode.PeerIdInUse, "Lost."));
        await IsRegisteredAsync(ids, "carol");

        Assert.Equal(["carol"], ids.States.Registered);
        Assert.Equal(["+bob", "+carol"], _asked.Take(2).Order());
        Assert.Equal(["-bob", "+carol"], _asked.Skip(2));
    }

    [Fact]
    public async Task Client_ThatHasGivenUpConnecting_TriesNoMore()
    {
        _onAsked = _ => _closed.TrySetResult();
        _failures.Enqueue(PeerErrorCode.ConnectionLost);
        _failures.Enqueue(PeerErrorCode.ConnectionLost);
        _failures.Enqueue(PeerErrorCode.ConnectionLost);

        PeerIds ids = Start("bob");
        await _closed.Task.WithinLimitAsync();
        await DisposeAsync();

        Assert.Empty(ids.States.Registered);
    }

    private PeerIds Start(params string[] wanted)
    {
        var options = new PeerClientOptions { TimeProvider = _clock, Random = new FixedRandom(Chance) };
        var states = new PeerIdStates(wanted, options.Work, NullLogger.Instance);
        new PeerEvents<PeerRegistrationChange>(states.Subscribe)
            .Subscribe(change => _told.Enqueue((change.IsRegistered, change.Failure?.Code)));
        var registry = new FakeRegistry(id => Answer("+" + id), id => Answer("-" + id));
        var description = new OwnDescription(new NoDirectory(), new ControllerTable(), NullLogger.Instance);
        _ids = new PeerIds(registry, states, description, options, NullLogger.Instance);
        _wanted = new WantedIds(_ids, options, _closed.Task, NullLogger.Instance);
        _wanted.Start();
        return _ids;
    }

    private void Answer(string asked)
    {
        _asked.Enqueue(asked);
        _onAsked(asked);
        if (asked[0] == '+' && _failures.TryDequeue(out PeerErrorCode code))
            throw new PeerRpcException(code, "Not now.", Executed.No);
    }

    private static async Task IsRegisteredAsync(PeerIds ids, string peerId)
    {
        while (true)
        {
            Task changed = ids.States.NextChangeAsync();
            if (ids.States.IsRegistered(peerId))
                return;
            await changed.WithinLimitAsync();
        }
    }
}
