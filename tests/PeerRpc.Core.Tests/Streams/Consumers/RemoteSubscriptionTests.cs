using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using PeerRpc.Core.Streams.Consumers;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Streams.Consumers;

public sealed class RemoteSubscriptionTests : IDisposable
{
    private readonly RawEnd _end = RawEnd.Caller();
    private readonly RemoteSubscription<string> _subscription;
    private readonly Witness<string> _observer = new();

    public RemoteSubscriptionTests()
    {
        IncomingStream stream = _end.Announce(2, "Watch");
        _subscription = new RemoteSubscription<string>(stream, Consuming.Decoder<string>(stream));
    }

    public void Dispose() => _end.Dispose();

    [Fact]
    public async Task Subscribe_GivesWhatHasComeAndWhatComes()
    {
        _end.Take(StreamWire.Item(2, "a"));
        _subscription.Subscribe(_observer);

        _end.Take(StreamWire.Item(2, "b"), StreamWire.End(2));
        await _observer.Ended.WaitAsync();

        Assert.Equal(["a", "b"], _observer.Items);
        Assert.Null(_observer.Error);
        Assert.Empty(_end.TakeAll());
    }

    [Fact]
    public void Subscribe_ASecondTime_IsRefused()
    {
        _subscription.Subscribe(_observer);

        Assert.Throws<InvalidOperationException>(() => _subscription.Subscribe(_observer));
        Assert.Throws<ArgumentNullException>(() => _subscription.Subscribe(null!));
    }

    [Fact]
    public async Task DroppedItems_CountsThoseBeforeItemsAndThoseAtTheEnd()
    {
        _subscription.Subscribe(_observer);

        _end.Take(StreamWire.Item(2, "a", dropped: 3), StreamWire.Item(2, "b"), StreamWire.End(2, dropped: 4));
        await _observer.Ended.WaitAsync();

        Assert.Equal(7, _subscription.DroppedItems);
    }

    [Fact]
    public async Task Dispose_InsideOnNext_EndsIt()
    {
        _observer.WhenNext = _ => _subscription.Dispose();
        _end.Take(StreamWire.Item(2, "a"), StreamWire.Item(2, "b"), StreamWire.Item(2, "c"));

        _subscription.Subscribe(_observer);
        await _observer.Entered.WaitAsync();

        _end.Next(LinkFrameKind.Release);
        _end.Take(StreamWire.Item(2, "d"), StreamWire.End(2));
        Assert.Equal(["a"], _observer.Items);
        Assert.False(_observer.Ended.IsOpen);
    }

    [Fact]
    public async Task Dispose_FromAnotherThreadInsideOnNext_DoesNotWaitForIt()
    {
        using var blocked = new ManualResetEventSlim();
        _observer.WhenNext = _ => blocked.Wait(Wire.Deadline);
        _subscription.Subscribe(_observer);
        Task delivering = Task.Run(() => _end.Take(StreamWire.Item(2, "a"), StreamWire.Item(2, "b")));
        await _observer.Entered.WaitAsync();

        _subscription.Dispose();
        blocked.Set();

        await delivering.WaitAsync(Wire.Deadline);
        Assert.Equal(["a"], _observer.Items);
    }

    [Fact]
    public void Dispose_Twice_ReleasesOnceAndTellsNothing()
    {
        _subscription.Subscribe(_observer);

        _subscription.Dispose();
        _subscription.Dispose();
        _end.Take(StreamWire.Item(2, "a"), StreamWire.End(2));

        Assert.Equal([LinkFrameKind.Release], _end.TakeKinds());
        Assert.Empty(_observer.Items);
        Assert.False(_observer.Ended.IsOpen);
    }

    [Fact]
    public async Task Dispose_WhileItemsCome_LetsNoneThroughAfterwards()
    {
        for (int round = 0; round < 200; round++)
        {
            using RawEnd end = RawEnd.Caller();
            IncomingStream stream = end.Announce(2, "Watch");
            var subscription = new RemoteSubscription<string>(stream, Consuming.Decoder<string>(stream));
            bool disposed = false;
            bool late = false;
            subscription.Subscribe(new Witness<string> { WhenNext = _ => late |= Volatile.Read(ref disposed) });
            Task delivering = Task.Run(
                () => end.Take([.. Enumerable.Range(0, 20).Select(i => StreamWire.Item(2, $"{i}"))]));

            subscription.Dispose();
            Volatile.Write(ref disposed, true);

            await delivering.WaitAsync(Wire.Deadline);
            Assert.False(late);
        }
    }

    [Fact]
    public async Task Observer_ThatThrows_IsLoggedAndItsSubscriptionEnds()
    {
        _observer.WhenNext = _ => throw new InvalidOperationException("mine");
        _subscription.Subscribe(_observer);

        _end.Take(StreamWire.Item(2, "a"), StreamWire.Item(2, "b"));
        await _observer.Entered.WaitAsync();

        _end.Next(LinkFrameKind.Release);
        Assert.Equal(["a"], _observer.Items);
        Assert.Contains(_end.Log.Entries, entry => entry.Exception?.Message == "mine");
        Assert.False(_observer.Ended.IsOpen);
    }

    [Fact]
    public async Task Observer_ThatThrowsAtTheEnd_IsLogged()
    {
        _observer.WhenEnded = () => throw new InvalidOperationException("mine");
        _subscription.Subscribe(_observer);

        _end.Take(StreamWire.End(2));
        await _observer.Ended.WaitAsync();

        Assert.True(SpinWait.SpinUntil(() => _end.Log.Entries.Count == 1, Wire.Deadline));
    }

    [Fact]
    public async Task Item_ThatCannotBeRead_IsAnErrorBehindWhatCameBefore()
    {
        _subscription.Subscribe(_observer);

        _end.Take(StreamWire.Item(2, "a"), StreamWire.RawItem(2, [9]), StreamWire.Item(2, "b"));
        await _observer.Ended.WaitAsync();

        Assert.Equal(["a"], _observer.Items);
        Assert.Equal(PeerErrorCode.Internal, ((PeerRpcException)_observer.Error!).Code);
        Assert.Equal([LinkFrameKind.Release], _end.TakeKinds());
    }

    [Fact]
    public async Task LinkEnd_IsAnError()
    {
        _subscription.Subscribe(_observer);

        _end.EndLink();
        await _observer.Ended.WaitAsync();

        Assert.Equal(PeerErrorCode.PeerGone, ((PeerRpcException)_observer.Error!).Code);
    }
}
