using System.Threading.Channels;
using FsCheck;
using FsCheck.Fluent;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Connections;

public class ReadPumpTests
{
    [Fact]
    [Trait("Must", "C-1")]
    public void Frames_CutAnywhereAndJoinedAnyhow_AreTheSame() => Check.QuickThrowOnFailure(Prop.ForAll(
        (from lengths in Gen.Choose(0, 6000).ListOf(8)
         from cuts in Gen.Choose(1, 5000).ListOf(20)
         select (lengths, cuts)).ToArbitrary(),
        static script =>
        {
            (FrameHeader Header, byte[] Body)[] sent = [.. script.lengths.Select(
                (length, i) => (new FrameHeader((FrameKind)(100 + i), (uint)i, length), Bytes(length, i)))];
            byte[] stream = [.. sent.SelectMany(
                frame => Wire.Frame(frame.Header.Kind, frame.Header.Label, frame.Body))];
            (FrameHeader Header, byte[] Body)[] received = Pump(stream, script.cuts);
            return received.Length == sent.Length && received.Zip(sent).All(
                pair => pair.First.Header == pair.Second.Header
                    && pair.First.Body.AsSpan().SequenceEqual(pair.Second.Body));
        }));

    [Fact]
    [Trait("Must", "C-1")]
    public void Frames_ByteByByte_AreTheSame()
    {
        byte[] stream = [.. Wire.Frame(FrameKind.Data, 3, [1, 2, 3]), .. Wire.Frame(FrameKind.Data, 5, [])];

        (FrameHeader Header, byte[] Body)[] received = Pump(stream, [1]);

        Assert.Equal([3u, 5u], received.Select(frame => frame.Header.Label));
    }

    [Fact]
    [Trait("Must", "F-8")]
    public async Task Frame_AboveTheLimit_IsRefusedByItsHeaderAlone()
    {
        var transport = new ScriptedTransport();
        byte[] header = new byte[FrameHeader.Size];
        new FrameHeader(FrameKind.Data, 1, WireLimits.HandshakeFrame - FrameHeader.Size + 1).Write(header);
        transport.Feed(header);

        ReadEnd end = await Make(transport, (_, _) => null).RunAsync().WaitAsync(Wire.Deadline);

        Assert.Equal(PeerErrorCode.ProtocolError, end.Fault!.Code);
    }

    [Theory]
    [Trait("Must", "F-8")]
    [InlineData(WireLimits.HandshakeFrame, false)]
    [InlineData(WireLimits.Frame, true)]
    public async Task Frame_AtTheLimit_IsTaken(int size, bool full)
    {
        var transport = new ScriptedTransport();
        int received = 0;
        PumpRun pump = Make(transport, (header, _) => { received = header.Length; return null; });
        if (full)
            pump.Pump.MaxFrame = WireLimits.Frame;
        transport.Feed(Wire.Frame(FrameKind.Data, 1, new byte[size - FrameHeader.Size]));
        transport.FeedEnd();

        ReadEnd end = await pump.RunAsync().WaitAsync(Wire.Deadline);

        Assert.Null(end.Fault);
        Assert.Equal(size - FrameHeader.Size, received);
    }

    [Fact]
    [Trait("Must", "F-10")]
    public async Task Frame_BehindARefusedOne_IsNotLookedAt()
    {
        var transport = new ScriptedTransport();
        int seen = 0;
        transport.Feed((byte[])[.. Wire.Frame(FrameKind.Data, 1, []), .. Wire.Frame(FrameKind.Data, 2, [])]);

        ReadEnd end = await Make(transport, (_, _) => { seen++; return GoodbyeFrame.ProtocolError("no"); })
            .RunAsync().WaitAsync(Wire.Deadline);

        Assert.Equal("no", end.Fault!.Message);
        Assert.Equal(1, seen);
    }

    [Fact]
    public async Task Transport_ThatBreaks_EndsTheReadingWithItsError()
    {
        var transport = new ScriptedTransport();
        Task<ReadEnd> reading = Make(transport, (_, _) => null).RunAsync();

        transport.Abort();

        Assert.IsType<IOException>((await reading.WaitAsync(Wire.Deadline)).Error);
    }

    [Fact]
    public async Task Buffer_OfAConnectionThatIsQuiet_IsGivenBack()
    {
        var clock = new ManualClock();
        var transport = new ScriptedTransport();
        var received = new SemaphoreSlim(0);
        using var work = new DeferredWork(new NoOutput(), TimeProvider.System, WorkScheduler.Pool);
        var pump = new PumpRun(
            transport,
            new CallbackSink((_, _) => null, () => received.Release()),
            work,
            clock);
        Task<ReadEnd> reading = pump.RunAsync();

        // A handshake, and little more.
        for (int before = 0; before <= 8; before++)
        {
            Assert.Equal(1 + before, transport.BufferlessReceives);
            await FeedAsync(TimeSpan.Zero);
        }
        Assert.Equal(9, transport.BufferlessReceives);
        await FeedAsync(TimeSpan.FromMilliseconds(99));
        Assert.Equal(9, transport.BufferlessReceives);
        await FeedAsync(TimeSpan.FromMilliseconds(100));
        Assert.Equal(10, transport.BufferlessReceives);
        await FeedAsync(TimeSpan.FromMilliseconds(1));
        Assert.Equal(11, transport.BufferlessReceives);
        transport.FeedEnd();
        Assert.Null((await reading.WaitAsync(Wire.Deadline)).Error);

        async Task FeedAsync(TimeSpan after)
        {
            clock.Advance(after);
            transport.Feed(Wire.Frame(FrameKind.Data, 1, [1]));
            Assert.True(await received.WaitAsync(Wire.Deadline));
        }
    }

    [Fact]
    public async Task Frame_ThatComesAloneAsThoseBefore_IsAnsweredBeforeTheNextReceiveIsStarted()
    {
        var transport = new ScriptedTransport();
        var steps = Channel.CreateUnbounded<string>();
        transport.OnReceive = () => steps.Writer.TryWrite("receive");
        using var work = new DeferredWork(new NoOutput(), TimeProvider.System, WorkScheduler.Pool);
        byte[] alone = Wire.Frame(FrameKind.Data, 1, []);
        byte[] followed = Wire.Frame(FrameKind.Data, 2, []);
        var sink = new CallbackSink(Receive, () => steps.Writer.TryWrite("answer"));
        Task<ReadEnd> reading = new PumpRun(transport, sink, work, new ManualClock()).RunAsync();

        // The first receives are ones without a buffer, each of which ends with one into it.
        for (int i = 0; i < 8; i++)
            Assert.Equal("receive, answer", await FeedAsync(alone, count: 2));
        Assert.Equal("receive, receive, answer", await FeedAsync(alone, count: 3));
        for (int i = 0; i < 40; i++)
            await FeedAsync(alone, count: 2);
        Assert.Equal("answer, receive", await FeedAsync(alone, count: 2));
        // Where more comes at once, answers gather.
        Assert.Equal("answer, receive, receive, answer", await FeedAsync(followed, count: 4));
        Assert.Equal("receive, answer", await FeedAsync(alone, count: 2));
        transport.FeedEnd();
        Assert.Null((await reading.WaitAsync(Wire.Deadline)).Error);

        GoodbyeFrame? Receive(FrameHeader header, ReadOnlySpan<byte> body)
        {
            if (header.Label == 2)
                transport.Feed(alone);
            return null;
        }

        async Task<string> FeedAsync(byte[] frame, int count)
        {
            transport.Feed(frame);
            List<string> taken = [];
            while (taken.Count < count)
                taken.Add(await ReadAsync());
            return string.Join(", ", taken);
        }

        Task<string> ReadAsync() => steps.Reader.ReadAsync().AsTask().WaitAsync(Wire.Deadline);
    }

    private static PumpRun Make(ScriptedTransport transport, CallbackSink.FrameHandler receiver) =>
        new(transport, new CallbackSink(receiver),
            new DeferredWork(new NoOutput(), TimeProvider.System, WorkScheduler.Pool), TimeProvider.System);

    private static byte[] Bytes(int length, int seed)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static (FrameHeader Header, byte[] Body)[] Pump(byte[] stream, List<int> cuts)
    {
        var transport = new ScriptedTransport();
        for (int at = 0, i = 0; at < stream.Length; i++)
        {
            int length = Math.Min(cuts[i % cuts.Count], stream.Length - at);
            transport.Feed(stream.AsMemory(at, length));
            at += length;
        }
        transport.FeedEnd();
        List<(FrameHeader, byte[])> received = [];
        PumpRun pump = Make(transport, (header, body) => { received.Add((header, body.ToArray())); return null; });
        Task<ReadEnd> reading = pump.RunAsync();
        Assert.True(((IAsyncResult)reading).AsyncWaitHandle.WaitOne(Wire.Deadline));
        return [.. received];
    }
}
