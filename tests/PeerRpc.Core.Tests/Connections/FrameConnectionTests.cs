using System.Net.WebSockets;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.Core.Transports;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Connections;

public class FrameConnectionTests
{
    private readonly ManualClock _clock = new();
    private readonly ScriptedTransport _transport = new();
    private readonly FrameRecorder _sink = new();

    [Fact]
    [Trait("Must", "C-8")]
    public async Task Ping_IsAnsweredWithTheSameBody()
    {
        FrameConnection connection = Start(out Task<ConnectionEnd> running);
        _transport.Feed(Wire.Frame(FrameKind.Ping, 0, [1, 2, 3, 4, 5, 6, 7, 8]));
        _transport.Feed(Wire.Frame(FrameKind.Ping, 0, []));
        _transport.FeedEnd();

        await running.WaitAsync(Wire.Deadline);

        List<(FrameHeader Header, byte[] Body)> sent = Wire.Cut(_transport.Sent);
        Assert.Equal([FrameKind.Pong, FrameKind.Pong], sent.Select(frame => frame.Header.Kind));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], sent[0].Body);
        Assert.Empty(_sink.Frames);
        connection.Abort();
    }

    [Fact]
    [Trait("Must", "C-8")]
    public async Task Pong_ThatAnswersNothing_IsIgnored()
    {
        Start(out Task<ConnectionEnd> running);
        _transport.Feed(Wire.Frame(FrameKind.Pong, 0, [1]));
        _transport.FeedEnd();

        ConnectionEnd end = await running.WaitAsync(Wire.Deadline);

        Assert.Empty(_sink.Frames);
        Assert.Null(end.Local);
    }

    [Fact]
    [Trait("Must", "C-11")]
    public async Task Close_SendsWhatIsQueuedThenGoodbyeThenClosesItsDirection()
    {
        FrameConnection connection = Start(out Task<ConnectionEnd> running);
        connection.Send(3, new CloseRouteFrame(CloseReason.Left, ""));

        connection.Close(GoodbyeFrame.Leaving);
        _transport.FeedEnd();
        ConnectionEnd end = await running.WaitAsync(Wire.Deadline);

        Assert.Equal(
            [FrameKind.CloseRoute, FrameKind.Goodbye], Wire.Cut(_transport.Sent).Select(frame => frame.Header.Kind));
        Assert.True(_transport.OutputClosed);
        Assert.Equal(PeerErrorCode.None, end.Local!.Code);
    }

    [Fact]
    [Trait("Must", "F-10")]
    public async Task Frame_ThatIsRefused_IsAnsweredWithGoodbye()
    {
        _sink.OnEach = _ => GoodbyeFrame.ProtocolError("no");
        Start(out Task<ConnectionEnd> running);
        _transport.Feed(Wire.Frame((FrameKind)77, 0, []));

        await _sink.WaitAsync(1);
        _transport.FeedEnd();
        await running.WaitAsync(Wire.Deadline);

        Assert.True(GoodbyeFrame.TryRead(Assert.Single(Wire.Cut(_transport.Sent)).Body, out GoodbyeFrame? goodbye));
        Assert.Equal(PeerErrorCode.ProtocolError, goodbye.Code);
    }

    [Fact]
    public async Task Frame_WhoseHandlerThrows_EndsTheConnectionAndTellsWhat()
    {
        var bug = new InvalidOperationException("a bug");
        _sink.OnEach = _ => throw bug;
        Start(out Task<ConnectionEnd> running);
        _transport.Feed(Wire.Frame((FrameKind)77, 0, []));
        _transport.FeedEnd();

        ConnectionEnd end = await running.WaitAsync(Wire.Deadline);

        Assert.Same(bug, end.Bug);
        Assert.True(GoodbyeFrame.TryRead(Assert.Single(Wire.Cut(_transport.Sent)).Body, out GoodbyeFrame? goodbye));
        Assert.Equal(GoodbyeFrame.Failed, goodbye);
    }

    [Fact]
    public async Task Frame_WhoseHandlerThrowsWhileTheConnectionCloses_IsToldAsWell()
    {
        var bug = new InvalidOperationException("a bug");
        _sink.OnEach = _ => throw bug;
        FrameConnection connection = Start(out Task<ConnectionEnd> running);
        connection.Close(GoodbyeFrame.Leaving);

        _transport.Feed(Wire.Frame((FrameKind)77, 0, []));
        _transport.FeedEnd();

        ConnectionEnd end = await running.WaitAsync(Wire.Deadline);
        Assert.Same(bug, end.Bug);
        Assert.Equal(GoodbyeFrame.Leaving, end.Local);
    }

    [Fact]
    public async Task BatchEnd_ThatThrows_EndsTheConnection()
    {
        var bug = new InvalidOperationException("a bug");
        _sink.AtBatchEnd = () => throw bug;
        Start(out Task<ConnectionEnd> running);
        _transport.Feed(Wire.Frame((FrameKind)77, 0, []));

        ConnectionEnd end = await running.WaitAsync(Wire.Deadline);

        Assert.Same(bug, end.Bug);
        Assert.True(_transport.Aborted);
    }

    [Fact]
    [Trait("Must", "C-12")]
    public async Task Goodbye_WithoutACode_MeansThatTheOtherSideLeft()
    {
        Start(out Task<ConnectionEnd> running);
        _transport.Feed(Wire.Frame(0, GoodbyeFrame.Leaving));
        _transport.FeedEnd();

        Assert.True((await running.WaitAsync(Wire.Deadline)).RemoteLeft);
    }

    [Fact]
    [Trait("Must", "C-10")]
    public async Task Pings_WhoseAnswersNobodyTakes_EndTheConnection()
    {
        _transport.BeforeSend = new TaskCompletionSource().Task;
        var connection = new FrameConnection(_transport, queueLimit: 1024, _clock, WorkScheduler.Pool);
        _ = connection.RunAsync(_sink);

        for (int i = 0; i < 200; i++)
            _transport.Feed(Wire.Frame(FrameKind.Ping, 0, new byte[8]));
        _transport.FeedEnd();

        Assert.True(SpinWait.SpinUntil(() => _transport.Aborted, Wire.Deadline));
        Assert.True(connection.Output.Length <= 1024);
    }

    [Fact]
    public void TrySendData_AboveTheHighWater_TellsTheWaiterWhenThereIsRoom()
    {
        var gate = new TaskCompletionSource();
        _transport.BeforeSend = gate.Task;
        FrameConnection connection = Start(out _);
        var waiter = new Waiter();
        Assert.True(connection.TrySendData(1, new byte[1], [], waiter));
        connection.Flush();
        while (connection.TrySendData(1, new byte[16 * 1024], [], waiter))
        {
        }
        Assert.Equal(0, waiter.Told);

        gate.SetResult();

        Assert.True(SpinWait.SpinUntil(() => waiter.Told == 1, Wire.Deadline));
        connection.Abort();
    }

    [Fact]
    public void WaitForTurn_OfSeveral_IsInTheirOrder()
    {
        FrameConnection connection = Start(out _);
        List<int> turns = [];
        connection.WaitForTurn(new Waiter(() => turns.Add(1)));
        connection.WaitForTurn(new Waiter(() => turns.Add(2)));

        connection.Ping();

        Assert.Equal([1, 2], turns);
        connection.Abort();
    }

    [Fact]
    [Trait("Must", "C-2")]
    public async Task WebSocket_TextMessage_BreaksTheTransport()
    {
        (WebSocket client, WebSocket server) = MakePair();
        var transport = new WebSocketTransport(server, "ws");

        await client.SendAsync("hi"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);

        await Assert.ThrowsAsync<InvalidDataException>(
            async () => await transport.ReceiveAsync(new byte[10]).AsTask().WaitAsync(Wire.Deadline));
    }

    [Fact]
    [Trait("Must", "C-2")]
    public async Task WebSocket_WhatIsSent_IsBinary()
    {
        (WebSocket client, WebSocket server) = MakePair();

        await new WebSocketTransport(server, "ws").SendAsync(new byte[] { 1, 2 });

        WebSocketReceiveResult result = await client.ReceiveAsync(new byte[10], CancellationToken.None)
            .WaitAsync(Wire.Deadline);
        Assert.Equal(WebSocketMessageType.Binary, result.MessageType);
        Assert.Equal(2, result.Count);
    }

    [Fact]
    public async Task WebSocket_ThatWaitsWithoutABuffer_TakesOneWhenSomethingComes()
    {
        (WebSocket client, WebSocket server) = MakePair();
        var buffer = new CountedBuffer();
        Task<int> receiving = new WebSocketTransport(server, "ws").ReceiveAsync(buffer).AsTask();
        Assert.Equal(0, buffer.Taken);

        await client.SendAsync(new byte[] { 7, 8 }, WebSocketMessageType.Binary, true, CancellationToken.None);

        Assert.Equal(2, await receiving.WaitAsync(Wire.Deadline));
        Assert.Equal((1, 7, 8), (buffer.Taken, buffer.Bytes[0], buffer.Bytes[1]));
    }

    [Fact]
    public async Task WebSocket_ThatWaitsWithoutABuffer_SeesTheEnd()
    {
        (WebSocket client, WebSocket server) = MakePair();
        Task<int> receiving = new WebSocketTransport(server, "ws").ReceiveAsync(new CountedBuffer()).AsTask();

        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

        Assert.Equal(0, await receiving.WaitAsync(Wire.Deadline));
    }

    private static (WebSocket Client, WebSocket Server) MakePair()
    {
        (Stream left, Stream right) = DuplexStream.CreatePair();
        return (
            WebSocket.CreateFromStream(left, isServer: false, null, Timeout.InfiniteTimeSpan),
            WebSocket.CreateFromStream(right, isServer: true, null, Timeout.InfiniteTimeSpan));
    }

    private FrameConnection Start(out Task<ConnectionEnd> running)
    {
        var connection = new FrameConnection(_transport, 1024 * 1024, _clock, WorkScheduler.Pool);
        running = connection.RunAsync(_sink);
        return connection;
    }

    private sealed class Waiter(Action? onRoom = null) : IRoomWaiter
    {
        private int _told;

        public int Told => Volatile.Read(ref _told);

        public void OnRoom()
        {
            onRoom?.Invoke();
            Interlocked.Increment(ref _told);
        }
    }
}
