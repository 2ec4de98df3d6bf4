using System.Buffers.Binary;
using PeerRpc.Core.Endpoints;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using PeerRpc.Core.Tests.Calls;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.TestKit;

namespace PeerRpc.Core.Tests.Streams;

/// <summary>Two ends of a link and some streams between them; every step is a test's to take.</summary>
internal sealed class StreamPair : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly WorkQueue _work = new();

    public StreamPair(int streams)
    {
        Producer = TestEnds.Opener(TestEnds.Services(RawEnd.Serializer, _clock));
        Reader = TestEnds.Acceptor(TestEnds.Services(RawEnd.Serializer, _clock));
        Producer.TryAttach(Up, Describe(Reader.Link));
        Reader.TryAttach(Down, Describe(Producer.Link));
        Streams = [.. Enumerable.Range(0, streams).Select(_ => Open())];
    }

    public LinkEnd Producer { get; }

    public LinkEnd Reader { get; }

    public MemoryPath Up { get; } = new();

    public MemoryPath Down { get; } = new();

    public (OutgoingStream Out, IncomingStream In)[] Streams { get; }

    /// <summary>Delivers the first frame that was written in one direction.</summary>
    public bool Deliver(bool up)
    {
        (MemoryPath path, LinkEnd to) = up ? (Up, Reader) : (Down, Producer);
        if (path.Count == 0)
            return false;
        if (to.Link.OnData(up ? Down : Up, path.Take(), _work) is { } fault)
            throw new InvalidOperationException(fault);
        _work.RunAll();
        return true;
    }

    /// <summary>Gives both paths room and delivers until nobody has anything more to say.</summary>
    public void DeliverAll()
    {
        Up.Room = Down.Room = int.MaxValue;
        bool more = true;
        while (more)
        {
            more = Up.GiveRoom() | Down.GiveRoom() | Deliver(up: true) | Deliver(up: false);
            if (!more)
            {
                Acknowledge();
                more = Up.Count > 0 || Down.Count > 0;
            }
        }
    }

    /// <summary>Time passes, after which what has come is acknowledged.</summary>
    public void Acknowledge() => _clock.Advance(TimeSpan.FromSeconds(1));

    /// <summary>Writes an item with a number and so many bytes besides, if there is room.</summary>
    public bool TryWrite(int stream, int number, int bytes)
    {
        if (!Streams[stream].Out.HasRoomNow())
            return false;
        byte[] item = new byte[sizeof(int) + bytes];
        BinaryPrimitives.WriteInt32LittleEndian(item, number);
        return Streams[stream].Out.Write(item);
    }

    /// <summary>Reads the number of the next item; null if there is none.</summary>
    public int? TryRead(int stream, out bool atEnd)
    {
        StreamRead read = Streams[stream].In.TryRead(out ReceivedItem item);
        atEnd = read == StreamRead.End;
        if (read != StreamRead.Item)
            return null;
        int number = BinaryPrimitives.ReadInt32LittleEndian(item.Message.Bytes.Span);
        item.Message.Release();
        return number;
    }

    public void Dispose()
    {
        Producer.Dispose();
        Reader.Dispose();
    }

    // As a message would that carries it and that has been delivered.
    private (OutgoingStream Out, IncomingStream In) Open()
    {
        AttachmentRange range;
        OutgoingStream sent;
        lock (Producer.Link.Gate)
        {
            range = Producer.Streams.Reserve(1);
            sent = new OutgoingStream(Producer.Streams, range.First, new LoneOwner(), isResult: false);
            Producer.Streams.Add(sent);
        }
        lock (Reader.Link.Gate)
        {
            Reader.Streams.TryAnnounce(
                range, new FaultContext(RawEnd.Find("Items"), "call-1"), out IncomingStream[] announced);
            sent.Open();
            return (sent, announced[0]);
        }
    }

    private static LinkHello Describe(Link link) => link.Describe(
        LinkHelloForm.Open, new LinkPosition(Guid.Empty, 1, 0), new byte[LinkHello.NonceLength], ["json"]);
}
