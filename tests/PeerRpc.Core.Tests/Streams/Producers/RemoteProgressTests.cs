using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using PeerRpc.Core.Streams.Producers;
using Xunit;

namespace PeerRpc.Core.Tests.Streams.Producers;

public sealed class RemoteProgressTests : IDisposable
{
    private readonly RawEnd _end = RawEnd.Callee();
    private readonly ProgressStream _stream;
    private readonly RemoteProgress<string> _progress;

    public RemoteProgressTests()
    {
        _stream = _end.Announce(1, "Work").ToProgress();
        _progress = new RemoteProgress<string>(_stream, RawEnd.Serializer.GetCodec<string>());
    }

    public void Dispose() => _end.Dispose();

    [Fact]
    public void Report_WithCredit_IsSentAtOnce()
    {
        _progress.Report("a");
        _progress.Report("b");

        Assert.Equal([LinkFrameKind.StreamItem, LinkFrameKind.StreamItem], _end.TakeKinds());
    }

    [Fact]
    [Trait("Must", "S-5")]
    [Trait("Must", "S-7")]
    public void Report_WithoutCredit_KeepsTheNewestAndCountsTheOthers()
    {
        string large = new('x', 30_000);
        for (int i = 0; i < 3; i++)
            _progress.Report(large);
        Assert.Equal(3, _end.TakeAll().Count);

        _progress.Report("a");
        _progress.Report("b");
        _progress.Report("c");
        Assert.Empty(_end.TakeAll());
        _end.Take(StreamWire.Credit(1, 200_000));

        (StreamItemHead head, byte[] bytes) = StreamWire.ReadItem(_end.Next(LinkFrameKind.StreamItem));
        Assert.Equal(2ul, head.Dropped);
        Assert.Equal("\"c\""u8.ToArray(), bytes[5..]);
        _progress.Report("d");
        Assert.Equal(0ul, StreamWire.ReadItem(_end.Next(LinkFrameKind.StreamItem)).Head.Dropped);
    }

    [Fact]
    [Trait("Must", "S-9")]
    public void Withdraw_WithAReportWaiting_SaysThatItWasDropped()
    {
        for (int i = 0; i < 3; i++)
            _progress.Report(new string('x', 30_000));
        _progress.Report("a");
        _progress.Report("b");
        _end.TakeAll();

        lock (_end.End.Link.Gate)
            _stream.Withdraw();

        StreamEndFrame last = StreamWire.ReadEnd(_end.Next(LinkFrameKind.StreamEnd));
        Assert.Equal((StreamOutcome.Completed, 2ul), (last.Outcome, last.Dropped));
        Assert.Equal(0, _end.Streams.Count);
        _progress.Report("c");
        Assert.Empty(_end.TakeAll());
    }

    [Fact]
    public void Report_ThatIsTooLarge_IsRefusedAndTheMessageSaysWhatToDo()
    {
        PeerRpcException refused =
            Assert.Throws<PeerRpcException>(() => _progress.Report(new string('x', 40_000)));

        Assert.Equal(PeerErrorCode.InvalidArgument, refused.Code);
        Assert.Contains("a stream", refused.Message, StringComparison.Ordinal);
        _progress.Report("a");
        Assert.Single(_end.TakeAll());
    }

    [Fact]
    [Trait("Must", "S-8")]
    public void Release_OfAProgress_IsAnsweredOnceAndNothingIsReported()
    {
        _end.Take(StreamWire.Release(1));

        _progress.Report("a");

        Assert.Equal([LinkFrameKind.StreamEnd], _end.TakeKinds());
        Assert.Equal(0, _end.Streams.Count);
    }

    [Fact]
    [Trait("Must", "S-6")]
    public void Credit_ThatIsTakenBack_IsAFault()
    {
        _end.Take(StreamWire.Credit(1, 100_000));

        _end.AssertFault(StreamWire.Credit(1, 99_999));
    }

    [Fact]
    [Trait("Must", "S-13")]
    public void Reports_ThatTheOtherSideDoesNotTake_AreBoundedByTheirCredit()
    {
        _end.Path.Room = 0;
        for (int i = 0; i < 10_000; i++)
            _progress.Report(new string('x', 100));

        _end.Path.Room = int.MaxValue;
        _end.Path.GiveRoom();

        int bytes = _end.TakeAll().Sum(frame => frame.Body.Length + StreamWire.Overhead);
        Assert.InRange(bytes, StreamWire.Initial, StreamWire.Initial + 200);
    }
}
