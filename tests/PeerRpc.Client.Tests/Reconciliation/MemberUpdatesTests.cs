using Microsoft.Extensions.Logging.Abstractions;
using PeerRpc.Client.Reconciliation;
using Xunit;

namespace PeerRpc.Client.Tests.Reconciliation;

public sealed class MemberUpdatesTests
{
    private readonly MemberUpdates _updates = new(NullLogger.Instance);
    private readonly List<string> _told = [];

    [Fact]
    public void Subscribe_LaterThanTheFirstUpdate_IsToldOfAll()
    {
        _updates.Tell(Update(["a", "b"], changed: ["a", "b"]));
        _updates.Tell(Update(["a", "b", "c"], changed: ["c"]));

        using IDisposable subscription = Subscribe();
        _updates.Tell(Update(["b", "c"], gone: ["a"]));

        Assert.Equal(["a b c: a b c, -", "b c: , -a"], _told);
    }

    [Fact]
    public void Members_FollowedAnew_AreToldWithThoseWhoHaveGone()
    {
        using IDisposable subscription = Subscribe();
        _updates.Tell(Update(["a", "b"], changed: ["a", "b"]));

        _updates.Lose();
        _updates.Lose();
        _updates.Tell(Update(["b"], changed: ["b"]));
        _updates.Tell(Update(["b"], changed: ["b"]));

        Assert.Equal(["a b: a b, -", "a b: , - stale", "b: b, -a", "b: b, -"], _told);
    }

    [Fact]
    public void Subscribe_BeforeAndAfterTheEnd_IsCompleted()
    {
        int ends = 0;
        _updates.Tell(Update(["a"]));
        using IDisposable before = _updates.Subscribe(new Ends(() => ends++));

        _updates.End();
        using IDisposable after = _updates.Subscribe(new Ends(() => ends++));

        Assert.Equal(2, ends);
    }

    private static PeerDirectoryUpdate Update(string[] ids, string[]? changed = null, string[]? gone = null) => new()
    {
        Peers = ids.ToDictionary(id => id, Peer),
        Changed = [.. (changed ?? []).Select(Peer)],
        Gone = gone ?? [],
    };

    private static PeerInfo Peer(string id) =>
        new() { Id = id, State = PeerState.Online, Since = DateTimeOffset.UnixEpoch };

    private IDisposable Subscribe() => new PeerEvents<PeerDirectoryUpdate>(_updates.Subscribe).Subscribe(update =>
        _told.Add(string.Join(' ', update.Peers.Keys.Order()) + ": "
            + string.Join(' ', update.Changed.Select(peer => peer.Id).Order()) + ", -"
            + string.Join(' ', update.Gone) + (update.IsStale ? " stale" : "")));

    private sealed class Ends(Action end) : IObserver<PeerDirectoryUpdate>
    {
        public void OnNext(PeerDirectoryUpdate value)
        {
        }

        public void OnError(Exception error) => throw error;

        public void OnCompleted() => end();
    }
}
