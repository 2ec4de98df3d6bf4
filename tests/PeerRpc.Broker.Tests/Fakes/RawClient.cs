using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Sessions;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Registration;
using Xunit;

namespace PeerRpc.Broker.Tests.Fakes;

/// <summary>
/// A client that sends whatever frames a test wants, right or wrong, and reads only when it is told to.
/// </summary>
internal sealed class RawClient(IDuplexPipe pipe, Task brokerSide, TestBroker broker)
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Ends when the broker has done with this connection.</summary>
    public Task BrokerSide { get; } = brokerSide;

    /// <summary>The broker's view, found by the session id that Welcome names.</summary>
    public BrokerSession Session { get; private set; } = null!;

    public WelcomeFrame Welcome { get; private set; }

    /// <summary>The key with which it registers; a test gives it to another connection of the same process.</summary>
    public byte[] Key { get; } = RandomNumberGenerator.GetBytes(RegisterRequest.KeyLength);

    public static byte[] Encode<TFrame>(uint label, TFrame frame)
        where TFrame : IWireFrame
    {
        var writer = new WireWriter();
        frame.Write(writer);
        return Encode(TFrame.Kind, label, writer.Written);
    }

    public static byte[] Encode(FrameKind kind, uint label, ReadOnlySpan<byte> body)
    {
        var bytes = new byte[FrameHeader.Size + body.Length];
        new FrameHeader(kind, label, body.Length).Write(bytes);
        body.CopyTo(bytes.AsSpan(FrameHeader.Size));
        return bytes;
    }

    public static HelloFrame Hello(bool tokenFollows = false, ushort min = 1, ushort max = 1) =>
        new(min, max, tokenFollows, Guid.NewGuid(), "raw");

    public Task SendRawAsync(byte[] bytes) => pipe.Output.WriteAsync(bytes).AsTask().WaitAsync(Deadline);

    public Task SendAsync<TFrame>(uint label, TFrame frame)
        where TFrame : IWireFrame => SendRawAsync(Encode(label, frame));

    public Task SendDataAsync(uint label, params byte[] data) => SendRawAsync(Encode(FrameKind.Data, label, data));

    /// <summary>Ends the client's direction without a word.</summary>
    public ValueTask CloseAsync() => pipe.Output.CompleteAsync();

    public async Task LeaveAsync()
    {
        await SendAsync(0, GoodbyeFrame.Leaving);
        await CloseAsync();
        await BrokerSide.WaitAsync(Deadline);
    }

    /// <summary>Gives the next frame; null when the broker has closed its direction.</summary>
    public async Task<ReceivedFrame?> ReceiveAsync()
    {
        if (await FillAsync(FrameHeader.Size) is not { } head)
            return null;
        FrameHeader header = FrameHeader.Read(head.Slice(0, FrameHeader.Size).ToArray());
        pipe.Input.AdvanceTo(head.Start);
        ReadOnlySequence<byte> whole = (await FillAsync(FrameHeader.Size + header.Length))!.Value;
        ReadOnlySequence<byte> frame = whole.Slice(0, FrameHeader.Size + header.Length);
        byte[] body = frame.Slice(FrameHeader.Size).ToArray();
        pipe.Input.AdvanceTo(frame.End);
        return new ReceivedFrame(header, body);
    }

    public async Task<ReceivedFrame> ExpectAsync(FrameKind kind, uint? label = null)
    {
        ReceivedFrame? frame = await ReceiveAsync();
        Assert.NotNull(frame);
        string why = frame.Kind == FrameKind.Goodbye ? AsGoodbye(frame).Message : "";
        Assert.True(kind == frame.Kind, $"Expected {kind}, got {frame.Kind} {why}");
        if (label is not null)
            Assert.Equal(label, frame.Label);
        return frame;
    }

    /// <summary>Reads up to the broker's Goodbye and the end behind it.</summary>
    public async Task<GoodbyeFrame> ExpectGoodbyeAsync()
    {
        while (true)
        {
            ReceivedFrame? frame = await ReceiveAsync();
            Assert.NotNull(frame);
            if (frame.Kind != FrameKind.Goodbye)
                continue;
            Assert.Null(await ReceiveAsync());
            await CloseAsync();
            await BrokerSide.WaitAsync(Deadline);
            return AsGoodbye(frame);
        }
    }

    public async Task<RouteRefusedFrame> ExpectRefusedAsync(uint label)
    {
        ReceivedFrame frame = await ExpectAsync(FrameKind.RouteRefused, label);
        Assert.True(RouteRefusedFrame.TryRead(frame.Body, out RouteRefusedFrame refused));
        return refused;
    }

    public async Task<CloseRouteFrame> ExpectClosedAsync(uint label)
    {
        ReceivedFrame frame = await ExpectAsync(FrameKind.CloseRoute, label);
        Assert.True(CloseRouteFrame.TryRead(frame.Body, out CloseRouteFrame closed));
        return closed;
    }

    public async Task<RawClient> ShakeHandsAsync(AuthenticateFrame? token = null)
    {
        await SendAsync(0, Hello(tokenFollows: token is not null));
        if (token is { } sent)
            await SendAsync(0, sent);
        ReceivedFrame frame = await ExpectAsync(FrameKind.Welcome, 0);
        Assert.True(WelcomeFrame.TryRead(frame.Body, out WelcomeFrame welcome));
        Welcome = welcome;
        Session = broker.Sessions.Snapshot().Single(session => session.View.Id == welcome.Session);
        return this;
    }

    public Task OpenAsync(uint label, string target, string opener = "", params byte[] hello) =>
        SendAsync(label, new OpenRouteFrame(target, opener, default, hello));

    /// <summary>Asks for a route to a target that may be on its way back.</summary>
    public Task OpenAsync(uint label, string target, TimeSpan wait) =>
        SendAsync(label, new OpenRouteFrame(target, "", wait, default));

    /// <summary>
    /// Makes sure that the broker has handled everything sent before, and that nothing came back for it.
    /// </summary>
    public async Task SyncAsync()
    {
        byte[] stamp = Guid.NewGuid().ToByteArray()[..8];
        await SendRawAsync(Encode(FrameKind.Ping, 0, stamp));
        ReceivedFrame pong = await ExpectAsync(FrameKind.Pong, 0);
        Assert.Equal(stamp, pong.Body);
    }

    /// <summary>
    /// Registers, as the broker's registry does it for a call of the client: one that ends with its session.
    /// </summary>
    /// <param name="peerId">The id.</param>
    /// <param name="generation">Which connection of its process this is.</param>
    /// <param name="key">The key of the process; one of its own by default.</param>
    public async Task<RawClient> RegisterAsync(string peerId, long generation = 1, byte[]? key = null)
    {
        await broker.Get<PeerRegistry>().RegisterAsync(
            Session, new RegisterRequest(peerId, key ?? Key, generation), Session.Ended);
        return this;
    }

    /// <summary>Registers, and gives the code of the refusal; None if it worked.</summary>
    public async Task<PeerErrorCode> TryRegisterAsync(string peerId, long generation = 1, byte[]? key = null)
    {
        try
        {
            await RegisterAsync(peerId, generation, key);
            return PeerErrorCode.None;
        }
        catch (PeerRpcException refused)
        {
            return refused.Code;
        }
        catch (OperationCanceledException)
        {
            return PeerErrorCode.Cancelled;
        }
    }

    private static GoodbyeFrame AsGoodbye(ReceivedFrame frame)
    {
        Assert.True(GoodbyeFrame.TryRead(frame.Body, out GoodbyeFrame? goodbye));
        return goodbye;
    }

    private async Task<ReadOnlySequence<byte>?> FillAsync(int size)
    {
        while (true)
        {
            ReadResult result = await pipe.Input.ReadAsync().AsTask().WaitAsync(Deadline);
            if (result.Buffer.Length >= size)
                return result.Buffer;
            pipe.Input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (result.IsCompleted)
                return null;
        }
    }
}
