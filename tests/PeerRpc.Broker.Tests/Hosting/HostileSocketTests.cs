using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Hosting;

/// <summary>Bad bytes over a real TCP socket end that connection, with a reason, and no other.</summary>
public sealed class HostileSocketTests : IAsyncLifetime
{
    private WebApplication _app = null!;

    public static TheoryData<string, byte[]> BadFrames => new()
    {
        { "a length of 2^24-1", [0xFF, 0xFF, 0xFF, (byte)FrameKind.Data, 1, 0, 0, 0] },
        { "a length just above the limit", [0xF9, 0xFF, 0x00, (byte)FrameKind.Data, 1, 0, 0, 0] },
        { "nothing but ones", [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF] },
        { "an unknown kind", RawClient.Encode((FrameKind)99, 0, []) },
        { "data on a label that was never opened", RawClient.Encode(FrameKind.Data, 7, [1, 2, 3]) },
        { "data on the connection's own label", RawClient.Encode(FrameKind.Data, 0, [1, 2, 3]) },
        { "a label that only the broker may choose", RawClient.Encode(2, new OpenRouteFrame("x", "", default, default)) },
        { "a label above the limit", RawClient.Encode(9999, new OpenRouteFrame("x", "", default, default)) },
        { "a second hello", RawClient.Encode(0, RawClient.Hello()) },
        { "a frame that is cut within a field", RawClient.Encode(FrameKind.OpenRoute, 1, [9, 9]) },
    };

    [Theory]
    [MemberData(nameof(BadFrames))]
    public async Task Send_ABadFrame_IsToldWhyAndClosedAlone(string what, byte[] bytes)
    {
        using Socket honest = await ConnectAsync();
        using Socket hostile = await ConnectAsync();

        await hostile.SendAsync(bytes);
        GoodbyeFrame goodbye = await ReceiveGoodbyeAsync(hostile);

        Assert.True(goodbye.Code == PeerErrorCode.ProtocolError, what);
        Assert.NotEmpty(goodbye.Message);
        await honest.SendAsync(RawClient.Encode(FrameKind.Ping, 0, [42]));
        (FrameHeader header, byte[] body) = await ReceiveAsync(honest);
        Assert.Equal((FrameKind.Pong, (byte)42), (header.Kind, body[0]));
    }

    public async Task InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UsePeerBroker()));
        builder.Services.AddPeerBroker(options =>
        {
            options.AllowAnonymousPeers = true;
            options.DrainGrace = TimeSpan.Zero;
        });
        _app = builder.Build();
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(_app.Urls.Single()).Port);
        await socket.SendAsync(RawClient.Encode(0, RawClient.Hello()));
        (FrameHeader header, _) = await ReceiveAsync(socket);
        Assert.Equal(FrameKind.Welcome, header.Kind);
        return socket;
    }

    private static async Task<GoodbyeFrame> ReceiveGoodbyeAsync(Socket socket)
    {
        (FrameHeader header, byte[] body) = await ReceiveAsync(socket);
        Assert.Equal(FrameKind.Goodbye, header.Kind);
        Assert.True(GoodbyeFrame.TryRead(body, out GoodbyeFrame? goodbye));
        Assert.Equal(0, await socket.ReceiveAsync(new byte[1]).WaitAsync(RawClient.Deadline));
        return goodbye;
    }

    private static async Task<(FrameHeader Header, byte[] Body)> ReceiveAsync(Socket socket)
    {
        FrameHeader header = FrameHeader.Read(await ReceiveExactlyAsync(socket, FrameHeader.Size));
        return (header, await ReceiveExactlyAsync(socket, header.Length));
    }

    private static async Task<byte[]> ReceiveExactlyAsync(Socket socket, int count)
    {
        var bytes = new byte[count];
        for (int at = 0; at < count;)
        {
            int received = await socket.ReceiveAsync(bytes.AsMemory(at)).AsTask().WaitAsync(RawClient.Deadline);
            Assert.NotEqual(0, received);
            at += received;
        }
        return bytes;
    }
}
