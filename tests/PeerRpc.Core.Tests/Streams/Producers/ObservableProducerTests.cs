using PeerRpc.Core.Connections;
using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using PeerRpc.Core.Streams.Producers;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Streams.Producers;

public sealed class ObservableProducerTests : IDisposable
{
    private readonly RawEnd _end = RawEnd.Callee();
    private readonly LoneOwner _owner = new();
    private readonly Subject<string> _source = new();

    public void Dispose() => _end.Dispose();

    [Theory]
    [InlineData(StreamOverflow.DropOldest, new[] { "c", "d" }, 2)]
    [InlineData(StreamOverflow.Latest, new[] { "d" }, 3)]
    public void Items_ThatFindNoCredit_AreDroppedAndCounted(StreamOverflow overflow, string[] kept, int dropped)
    {
        OutgoingStream stream = Start(overflow, capacity: 2);
        UseUpTheCredit();

        foreach (string item in (string[])["a", "b", "c", "d"])
            _source.Observer!.OnNext(item);
        _source.Observer!.OnCompleted();
        _end.Take(StreamWire.Credit(stream.Id, 1 << 20));

        Assert.Equal(StreamOutcome.Completed, StreamWire.ReadEnd(_end.Next(LinkFrameKind.StreamEnd)).Outcome);
        (StreamItemHead Head, string Text)[] items = Items();
        Assert.Equal(kept, items.Select(item => item.Text));
        Assert.Equal((ulong)dropped, items.Aggregate(0ul, (sum, item) => sum + item.Head.Dropped));
    }

    [Fact]
    public void Items_BeyondTheBuffer_FailTheStreamBehindWhatWaits()
    {
        OutgoingStream stream = Start(StreamOverflow.Fail, capacity: 2);
        UseUpTheCredit();

        foreach (string item in (string[])["a", "b", "c", "d"])
            _source.Observer!.OnNext(item);
        Assert.Equal(1, _source.Disposals);
        _end.Take(StreamWire.Credit(stream.Id, 1 << 20));

        StreamEndFrame end = StreamWire.ReadEnd(_end.Next(LinkFrameKind.StreamEnd));
        Assert.Equal(PeerErrorCode.SlowConsumer, end.Fault!.Code);
        Assert.Equal(["a", "b"], Items().Select(item => item.Text));
        AssertOver();
    }

    [Fact]
    public async Task Items_BeyondTheBuffer_MayWait()
    {
        OutgoingStream stream = Start(StreamOverflow.Wait, capacity: 1);
        UseUpTheCredit();

        Task offering = Task.Run(() =>
        {
            foreach (string item in (string[])["a", "b", "c", "d"])
                _source.Observer!.OnNext(item);
            _source.Observer!.OnCompleted();
        });
        _end.Take(StreamWire.Credit(stream.Id, 1 << 20));

        await offering.WaitAsync(Wire.Deadline);
        _end.Next(LinkFrameKind.StreamEnd);
        Assert.Equal(["a", "b", "c", "d"], Items().Select(item => item.Text));
    }

    [Fact]
    public async Task Release_WhileTheSourceWaits_LetsItGo()
    {
        OutgoingStream stream = Start(StreamOverflow.Wait, capacity: 1);
        UseUpTheCredit();
        Task offering = Task.Run(() =>
        {
            for (int i = 0; i < 5; i++)
                _source.Observer!.OnNext("x");
        });

        _end.Take(StreamWire.Release(stream.Id));

        await offering.WaitAsync(Wire.Deadline);
        Assert.Equal(1, _source.Disposals);
        AssertOver();
    }

    [Fact]
    public void Source_ThatThrowsInsteadOfSubscribing_FailsTheStream()
    {
        Start(new Refusing(), StreamOverflow.Fail, 1);

        Assert.Equal(StreamOutcome.Failed, StreamWire.ReadEnd(_end.Next(LinkFrameKind.StreamEnd)).Outcome);
        AssertOver();
    }

    [Fact]
    public void Source_ThatGoesOnBehindItsEnd_IsNotListenedTo()
    {
        Start(StreamOverflow.Fail, capacity: 1);

        _source.Observer!.OnNext("a");
        _source.Observer.OnError(new InvalidOperationException("mine"));
        _source.Observer.OnNext("b");
        _source.Observer.OnCompleted();

        Assert.Equal(StreamOutcome.Failed, StreamWire.ReadEnd(_end.Next(LinkFrameKind.StreamEnd)).Outcome);
        Assert.Equal(["a"], Items().Select(item => item.Text));
        AssertOver();
    }

    [Fact]
    public void Stream_ThatIsNeverOpened_IsNeverSubscribedTo()
    {
        OutgoingStream stream = Make(_source, StreamOverflow.Fail, 1);

        lock (_end.End.Link.Gate)
            stream.Withdraw();

        AssertOver();
        Assert.Null(_source.Observer);
        Assert.Empty(_end.TakeAll());
    }

    private void AssertOver()
    {
        Assert.True(SpinWait.SpinUntil(() => _owner.Ended == 1, Wire.Deadline));
        _end.AssertEmpty();
    }

    private OutgoingStream Start(StreamOverflow overflow, int capacity)
    {
        OutgoingStream stream = Start(_source, overflow, capacity);
        Assert.True(SpinWait.SpinUntil(() => _source.Observer is not null, Wire.Deadline));
        return stream;
    }

    private OutgoingStream Start(IObservable<string> source, StreamOverflow overflow, int capacity)
    {
        OutgoingStream stream = Make(source, overflow, capacity);
        lock (_end.End.Link.Gate)
            stream.Open();
        return stream;
    }

    private OutgoingStream Make(IObservable<string> source, StreamOverflow overflow, int capacity)
    {
        lock (_end.End.Link.Gate)
        {
            var stream = new OutgoingStream(_end.Streams, _end.Streams.Reserve(1).First, _owner, isResult: false);
            // These items carry nothing, so nothing is offered.
            var writer = new ItemWriter<string>(stream, RawEnd.Serializer.GetCodec<string>(), null!);
            stream.SetProducer(new ObservableProducer<string>(
                stream, source, writer, new OverflowBuffer<string>(capacity, overflow, WorkScheduler.Pool)));
            _end.Streams.Add(stream);
            return stream;
        }
    }

    private void UseUpTheCredit()
    {
        _source.Observer!.OnNext(new string('x', StreamWire.Initial));
        _end.Next(LinkFrameKind.Chunk);
    }

    private (StreamItemHead Head, string Text)[] Items() =>
        [.. from frame in _end.TakeAll()
            where frame.Kind == LinkFrameKind.StreamItem
            let item = StreamWire.ReadItem(frame.Body)
            select (item.Head, System.Text.Encoding.UTF8.GetString(item.Bytes.AsSpan(5)).Trim('"'))];

    private sealed class Refusing : IObservable<string>
    {
        public IDisposable Subscribe(IObserver<string> observer) => throw new InvalidOperationException("mine");
    }
}
