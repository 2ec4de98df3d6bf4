using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using Xunit;

namespace PeerRpc.Broker.Tests.Endpoints;

/// <summary>Link frames that break the protocol on the broker's own link end that client's connection, and no other.</summary>
public sealed class BrokerLinkTests : IAsyncDisposable
{
    private readonly TestBroker _broker = new(TestBroker.Open);

    public static TheoryData<string, byte[]> Violations => new()
    {
        { "an acknowledgement of frames that were never sent", Ack(received: 7, sent: 0) },
        { "an acknowledgement whose own count does not match", Ack(received: 0, sent: 3) },
        { "an acknowledgement that cannot be read", LinkFrame(LinkFrameKind.Ack, 0x80) },
        { "a link frame that is longer than its data", LinkFrame(LinkFrameKind.Request, 1, 2, 3)[..^1] },
        { "a request that cannot be read", LinkFrame(LinkFrameKind.Request, 1) },
        { "a response to nobody", LinkFrame(LinkFrameKind.Response, 1, 0) },
        { "a cancellation without a reason", LinkFrame(LinkFrameKind.Cancel, 1) },
        { "a second hello", LinkFrame(LinkFrameKind.Hello, 1) },
        { "a frame of an unknown kind", LinkFrame((LinkFrameKind)200) },
        { "a chunk of a message that was never begun", LinkFrame(LinkFrameKind.Chunk, 1, 0, 9) },
        { "a chunk of a message above the limit", LinkFrame(LinkFrameKind.Chunk, 1, 1, 16, 0xFF, 0xFF, 0xFF, 0x7F) },
        { "a credit that takes back what was granted", [.. LinkFrame(LinkFrameKind.ChunkCredit, 2), .. LinkFrame(LinkFrameKind.ChunkCredit, 1)] },
    };

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task Data_BreaksTheLinkProtocol_EndsThisConnectionOnly(string what, byte[] frames)
    {
        RawClient honest = await _broker.ConnectAsync();
        RawClient hostile = await OpenLinkAsync();

        await hostile.SendDataAsync(1, frames);
        GoodbyeFrame goodbye = await hostile.ExpectGoodbyeAsync();

        Assert.True(goodbye.Code == PeerErrorCode.ProtocolError, what);
        Assert.NotEmpty(goodbye.Message);
        await honest.SyncAsync();
    }

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    private async Task<RawClient> OpenLinkAsync()
    {
        RawClient client = await _broker.ConnectAsync();
        var hello = new LinkHello(
            LinkHelloForm.Open, Guid.NewGuid(), 1, 0, new byte[LinkHello.NonceLength], 0, 0, 1 << 18, 1 << 24,
            new LinkLimits(1 << 22, 1024, 256), ["json"], default);
        await client.OpenAsync(1, "", "", hello.ToFrame());
        await client.ExpectAsync(FrameKind.RouteOpened, 1);
        return client;
    }

    private static byte[] Ack(ulong received, ulong sent)
    {
        var frame = new byte[AckFrame.MaxSize];
        return frame[..new AckFrame(received, sent, 1 << 18).Write(frame)];
    }

    private static byte[] LinkFrame(LinkFrameKind kind, params byte[] body)
    {
        var frame = new byte[LinkFrameHeader.Size + body.Length];
        new LinkFrameHeader(kind, body.Length).Write(frame);
        body.CopyTo(frame.AsSpan(LinkFrameHeader.Size));
        return frame;
    }
}
