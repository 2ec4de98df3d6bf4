using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using PeerRpc.Core.Tests.Streams;
using Xunit;

namespace PeerRpc.Core.Tests.Links;

/// <summary>How the bulk of one link takes turns, and that calls do not wait behind it.</summary>
public class BulkFairnessTests
{
    private const int ItemSize = 12_000;

    [Fact]
    public void Bulk_OfStreamsAndAMessage_TakesTurns()
    {
        using RawEnd end = RawEnd.Callee();
        OutgoingStream first = Open(end), second = Open(end);
        end.Path.Room = 0;
        Fill(first);
        Fill(second);
        SendMessage(end, 100_000);

        var sent = new Dictionary<string, int> { ["message"] = 0, ["2"] = 0, ["4"] = 0 };
        end.Path.Room = int.MaxValue;
        foreach ((LinkFrameKind kind, byte[] body) in end.TakeAll())
        {
            string source = kind == LinkFrameKind.Chunk ? "message" : $"{StreamWire.ReadId(body)}";
            sent[source] += body.Length;
            // While all three have more, none is further ahead than by one turn.
            if (sent.Values.Max() < 90_000)
                Assert.InRange(sent.Values.Max() - sent.Values.Min(), 0, LinkSender.LargestFrame + ItemSize);
        }
        Assert.True(sent["message"] >= 100_000);
        Assert.All(["2", "4"], stream => Assert.True(sent[stream] >= 8 * ItemSize));
    }

    [Fact]
    public void Call_QueuedBehindBulk_GoesFirst()
    {
        using RawEnd end = RawEnd.Callee();
        OutgoingStream stream = Open(end);
        end.Path.Room = 0;
        Fill(stream);
        SendMessage(end, 100_000);
        SendCall(end, 100);

        end.Path.Room = int.MaxValue;

        Assert.Equal(LinkFrameKind.Request, end.TakeKinds()[0]);
    }

    [Fact]
    public void Call_InAWindowThatBulkHasFilled_FindsRoom()
    {
        const int Credit = 128 * 1024;
        using RawEnd end = RawEnd.Callee(credit: Credit);
        OutgoingStream stream = Open(end);
        Fill(stream);
        SendMessage(end, 100_000);
        int bulk = end.TakeAll().Sum(frame => LinkFrameHeader.Size + frame.Body.Length);
        Assert.InRange(bulk, 1, Credit - new LinkSettings().KeptForCalls);

        for (int i = 0; i < 6; i++)
            SendCall(end, 10_000);

        Assert.Equal(Enumerable.Repeat(LinkFrameKind.Request, 6), end.TakeKinds());
    }

    [Fact]
    public void Bulk_OnOneTurn_LeavesTheConnectionToOthers()
    {
        using RawEnd end = RawEnd.Callee();
        OutgoingStream first = Open(end), second = Open(end);
        end.Path.Room = 0;
        Fill(first);
        Fill(second);
        end.Path.Room = int.MaxValue;

        end.Path.GiveRoom();

        int written = end.Path.TakeAll().Sum(frame => frame.Length);
        Assert.InRange(written, 64 * 1024, 64 * 1024 + LinkSender.LargestFrame + ItemSize);
        Assert.True(end.Path.HasWaiter);
    }

    [Fact]
    public void Chunk_BesideSmallCalls_IsHalfAsLarge()
    {
        using RawEnd end = RawEnd.Callee();
        SendMessage(end, 200_000);
        int alone = end.Path.TakeAll().Max(frame => frame.Length);

        end.End.Link.Traffic.OnCall(10, end.End.Link.Clock.Time.GetTimestamp());
        end.Path.GiveRoom();
        int beside = end.Path.TakeAll().Max(frame => frame.Length);

        Assert.InRange(alone, LinkSender.LargestFrame + 1, LinkSender.LargestBulkFrame);
        Assert.InRange(beside, LinkSender.LargestFrame / 2, LinkSender.LargestFrame);
    }

    private static OutgoingStream Open(RawEnd end)
    {
        OutgoingStream stream;
        lock (end.End.Link.Gate)
        {
            stream = new OutgoingStream(end.Streams, end.Streams.Reserve(1).First, new LoneOwner(), isResult: false);
            end.Streams.Add(stream);
            stream.Open();
        }
        end.Take(StreamWire.Credit(stream.Id, 1 << 30));
        return stream;
    }

    private static void Fill(OutgoingStream stream)
    {
        while (stream.HasRoomNow())
            Assert.True(stream.Write(new byte[ItemSize]));
    }

    private static void SendMessage(RawEnd end, int length)
    {
        lock (end.End.Link.Gate)
            end.End.Link.Send(LinkFrameKind.Response, new byte[LinkFrameHeader.Size], new byte[length]);
    }

    private static void SendCall(RawEnd end, int length)
    {
        lock (end.End.Link.Gate)
            end.End.Link.Send(LinkFrameKind.Request, new byte[LinkFrameHeader.Size], new byte[length]);
    }
}
