using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Routing;

/// <summary>Broken bytes cost the connection that they came over, with a reason, and nobody else anything.</summary>
public class MalformedFrameTests
{
    [Fact]
    public async Task Stream_CutAnywhere_EndsThatConnectionOnly()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient bob = await broker.ConnectAsync("bob");
        byte[] exchange =
        [
            .. RawClient.Encode(0, RawClient.Hello()),
            .. RawClient.Encode(FrameKind.Ping, 0, [1, 2]),
            .. RawClient.Encode(0, GoodbyeFrame.Leaving),
        ];

        for (int length = 0; length < exchange.Length; length++)
        {
            RawClient cut = broker.Dial();
            await cut.SendRawAsync(exchange[..length]);
            await cut.CloseAsync();
            await cut.BrokerSide.WaitAsync(RawClient.Deadline);
        }

        await bob.SyncAsync();
        Assert.Single(broker.Sessions.Snapshot());
    }

    [Fact]
    [Trait("Must", "F-5")]
    public async Task Body_TruncatedAnywhere_IsAProtocolErrorForThatConnectionOnly()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient bob = await broker.ConnectAsync("bob");
        byte[][] frames =
        [
            RawClient.Encode(1, new OpenRouteFrame("bob", "alice", TimeSpan.FromSeconds(1), new byte[] { 1, 2 })),
            RawClient.Encode(2, new RouteOpenedFrame("key", new byte[] { 1, 2 })),
            RawClient.Encode(2, new RouteRefusedFrame(PeerErrorCode.Unavailable, default, default, "no")),
            RawClient.Encode(1, new CloseRouteFrame(CloseReason.Left, "bye")),
            RawClient.Encode(0, new GoodbyeFrame(PeerErrorCode.None, default, "bye")),
        ];

        foreach (byte[] frame in frames)
        {
            for (int length = FrameHeader.Size; length < frame.Length; length++)
                await ExpectProtocolErrorAsync(await broker.ConnectAsync(), Shorten(frame, length));
        }

        await bob.SyncAsync();
    }

    [Fact]
    public async Task Hello_TruncatedAnywhere_IsAProtocolError()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        byte[] hello = RawClient.Encode(0, RawClient.Hello());

        for (int length = FrameHeader.Size; length < hello.Length; length++)
            await ExpectProtocolErrorAsync(broker.Dial(), Shorten(hello, length));
    }

    [Theory]
    [InlineData(WireLimits.Frame - FrameHeader.Size + 1)]
    [InlineData(0xFF_FFFF)]
    [Trait("Must", "F-8")]
    public async Task Header_WithAnAbsurdLength_IsRefusedWithoutItsBody(int length)
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync();
        var header = new byte[FrameHeader.Size];
        new FrameHeader(FrameKind.Data, 1, length).Write(header);

        await ExpectProtocolErrorAsync(alice, header);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1UL << 31)]
    [InlineData((1UL << 31) + 1)]
    [InlineData(1UL << 63)]
    [InlineData(ulong.MaxValue)]
    public async Task Field_WithAnAbsurdLength_IsAProtocolError(ulong length)
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync();
        var body = new WireWriter();
        body.Varint(length).Fixed("bob"u8);

        await ExpectProtocolErrorAsync(alice, RawClient.Encode(FrameKind.OpenRoute, 1, body.Written));
    }

    private static byte[] Shorten(byte[] frame, int length)
    {
        byte[] shorter = frame[..length];
        (FrameHeader.Read(frame) with { Length = length - FrameHeader.Size }).Write(shorter);
        return shorter;
    }

    private static async Task ExpectProtocolErrorAsync(RawClient client, byte[] bytes)
    {
        await client.SendRawAsync(bytes);
        GoodbyeFrame goodbye = await client.ExpectGoodbyeAsync();
        Assert.Equal(PeerErrorCode.ProtocolError, goodbye.Code);
        Assert.NotEmpty(goodbye.Message);
    }
}
