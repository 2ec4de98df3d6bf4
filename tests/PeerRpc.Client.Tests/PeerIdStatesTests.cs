using Microsoft.Extensions.Logging.Abstractions;
using PeerRpc.Core.Connections;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Client.Tests;

public sealed class PeerIdStatesTests
{
    private static readonly PeerRpcException InUse = new(PeerErrorCode.PeerIdInUse, "Somebody has it.");

    private readonly List<(string, bool, PeerErrorCode?)> _told = [];

    [Fact]
    public void Registered_OfWantedOnesAndOthers_HasTheWantedFirstInTheirOrder()
    {
        PeerIdStates states = Create("b", "a");

        foreach (string peerId in (string[])["x", "a", "b", "a"])
            Assert.True(states.TryHold(peerId, states.Generation));

        Assert.Equal(["b", "a", "x"], states.Registered);
    }

    [Fact]
    public void TryHold_OverAConnectionThatIsNotThePresentOne_DoesNothing()
    {
        PeerIdStates states = Create();
        long before = states.Generation;
        states.Begin();

        Assert.False(states.TryHold("a", before));

        Assert.Empty(states.Registered);
        Assert.Equal(0, states.HoldOf("a"));
    }

    [Fact]
    public void HoldOf_DiffersForEachConnectionAndEachRegistration()
    {
        PeerIdStates states = Create();
        long first = HoldAnew();
        states.TryHold("a", states.Generation);
        Assert.Equal(first, states.HoldOf("a"));

        Assert.Equal(["a"], states.Begin());
        Assert.Equal(0, states.HoldOf("a"));
        Assert.True(states.IsRegistered("a"));
        long second = HoldAnew();
        states.Lose("a", InUse);
        Assert.False(states.IsRegistered("a"));
        long third = HoldAnew();

        Assert.Equal(3, new HashSet<long> { first, second, third }.Count);

        long HoldAnew()
        {
            Assert.True(states.TryHold("a", states.Generation));
            return states.HoldOf("a");
        }
    }

    [Fact]
    public async Task NextChange_EndsWithEachChange()
    {
        PeerIdStates states = Create("a");
        foreach (Action change in (Action[])[
            () => states.TryHold("a", states.Generation), () => states.Begin(), () => states.Lose("a", InUse),
            () => states.Renounce("a"), states.Close])
        {
            Task next = states.NextChangeAsync();
            Assert.False(next.IsCompleted);
            change();
            await next.WithinLimitAsync();
        }
    }

    [Fact]
    public void Subscribe_IsToldHowEachStandsAndWhatChanges()
    {
        PeerIdStates states = Create("mine", "yours");
        states.TryHold("mine", states.Generation);

        using IDisposable subscription = Subscribe(states);
        states.Miss("yours", InUse);
        states.Miss("yours", InUse);
        states.Miss("yours", new PeerRpcException(PeerErrorCode.Unavailable, "Away."));
        states.TryHold("yours", states.Generation);
        states.Begin();
        states.TryHold("yours", states.Generation);
        states.Lose("mine", InUse);
        states.Miss("theirs", InUse);
        states.Renounce("yours");
        states.GiveUp("yours");
        states.GiveUp("yours");

        Assert.Equal(
            [("mine", true, null), ("yours", false, null), ("yours", false, PeerErrorCode.PeerIdInUse),
                ("yours", false, PeerErrorCode.Unavailable), ("yours", true, null),
                ("mine", false, PeerErrorCode.PeerIdInUse), ("yours", false, null)],
            _told);
    }

    [Fact]
    public void Subscribe_AfterIdsThatNobodyWantsWereLost_IsToldNothingOfThem()
    {
        PeerIdStates states = Create();
        states.TryHold("a", states.Generation);
        states.Lose("a", InUse);

        using IDisposable subscription = Subscribe(states);

        Assert.Empty(_told);
    }

    [Fact]
    public void Close_CompletesThoseWhoSubscribedAndThoseWhoDoAfterwards()
    {
        PeerIdStates states = Create("a");
        int ends = 0;
        var observer = new Ends(() => ends++);
        using IDisposable before = states.Subscribe(observer);

        states.Close();
        using IDisposable after = states.Subscribe(observer);

        Assert.Equal(2, ends);
    }

    [Fact]
    public void Subscribe_WhileAChangeIsStillToBeTold_IsToldItOnce()
    {
        PeerIdStates states = Create("mine");
        IDisposable? late = null;
        bool told = false;
        using IDisposable early = new PeerEvents<PeerRegistrationChange>(states.Subscribe).Subscribe(_ =>
        {
            if (told)
                return;
            told = true;
            // What follows now cannot be told before this observer has returned.
            states.Miss("mine", InUse);
            late = Subscribe(states);
            states.TryHold("mine", states.Generation);
        });

        Assert.Equal([("mine", false, PeerErrorCode.PeerIdInUse), ("mine", true, null)], _told);
        late!.Dispose();
    }

    [Fact]
    public void Subscribe_AndDisposeBeforeItsTurn_IsToldNothing()
    {
        PeerIdStates states = Create("mine");
        using IDisposable early = new PeerEvents<PeerRegistrationChange>(states.Subscribe).Subscribe(
            _ => Subscribe(states).Dispose());

        states.Miss("mine", InUse);

        Assert.Empty(_told);
    }

    private static PeerIdStates Create(params string[] wanted) =>
        new(wanted, WorkScheduler.Pool, NullLogger.Instance);

    private IDisposable Subscribe(PeerIdStates states) => new PeerEvents<PeerRegistrationChange>(states.Subscribe)
        .Subscribe(change => _told.Add((change.PeerId, change.IsRegistered, change.Failure?.Code)));

    private sealed class Ends(Action end) : IObserver<PeerRegistrationChange>
    {
        public void OnNext(PeerRegistrationChange value)
        {
        }

        public void OnError(Exception error) => throw error;

        public void OnCompleted() => end();
    }
}
