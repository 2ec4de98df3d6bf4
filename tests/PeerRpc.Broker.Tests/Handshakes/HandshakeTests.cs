using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Handshakes;

public class HandshakeTests
{
    [Fact]
    public async Task Hello_KnownVersion_IsWelcomedWithTheOptions()
    {
        await using var broker = new TestBroker(o => o.ResumeWindow = TimeSpan.FromSeconds(7));

        RawClient client = await broker.ConnectAsync();

        Assert.Equal(1, client.Welcome.Version);
        Assert.Equal(TimeSpan.FromSeconds(10), client.Welcome.PingAfter);
        Assert.Equal(TimeSpan.FromSeconds(25), client.Welcome.DeadAfter);
        Assert.Equal(TimeSpan.FromSeconds(7), client.Welcome.ResumeWindow);
        Assert.Equal(1024u, client.Welcome.MaxRoutes);
    }

    [Fact]
    [Trait("Must", "C-4")]
    public async Task Hello_NoVersionInCommon_GoodbyeNamesBothRanges()
    {
        await using var broker = new TestBroker();
        RawClient client = broker.Dial();

        await client.SendAsync(0, RawClient.Hello(min: 2, max: 9));

        GoodbyeFrame goodbye = await client.ExpectGoodbyeAsync();
        Assert.Equal(PeerErrorCode.ProtocolError, goodbye.Code);
        Assert.Contains("2 to 9", goodbye.Message, StringComparison.Ordinal);
        Assert.Contains("1 to 1", goodbye.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Must", "C-4")]
    public async Task Hello_RangeAroundTheVersion_IsWelcomed()
    {
        await using var broker = new TestBroker();
        RawClient client = broker.Dial();

        await client.SendAsync(0, RawClient.Hello(min: 0, max: 9));

        await client.ExpectAsync(FrameKind.Welcome, 0);
    }

    [Theory]
    [InlineData((byte)FrameKind.Data)]
    [InlineData((byte)FrameKind.OpenRoute)]
    [InlineData((byte)FrameKind.Authenticate)]
    [InlineData(77)]
    [Trait("Must", "C-3")]
    public async Task FirstFrame_NotHello_IsRefused(byte kind)
    {
        await using var broker = new TestBroker();
        RawClient client = broker.Dial();

        await client.SendRawAsync(RawClient.Encode((FrameKind)kind, 0, [1, 2, 3]));

        GoodbyeFrame goodbye = await client.ExpectGoodbyeAsync();
        Assert.Equal(PeerErrorCode.ProtocolError, goodbye.Code);
        Assert.Contains("Hello", goodbye.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Must", "C-3")]
    public async Task Hello_WithoutItsFourLetters_IsRefused()
    {
        await using var broker = new TestBroker();
        RawClient client = broker.Dial();
        byte[] hello = RawClient.Encode(0, RawClient.Hello());
        hello[FrameHeader.Size] ^= 1;

        await client.SendRawAsync(hello);

        Assert.Equal(PeerErrorCode.ProtocolError, (await client.ExpectGoodbyeAsync()).Code);
    }

    [Fact]
    [Trait("Must", "C-3")]
    public async Task Hello_OnALabel_IsRefused()
    {
        await using var broker = new TestBroker();
        RawClient client = broker.Dial();

        await client.SendAsync(1, RawClient.Hello());

        Assert.Equal(PeerErrorCode.ProtocolError, (await client.ExpectGoodbyeAsync()).Code);
    }

    [Fact]
    [Trait("Must", "F-8")]
    public async Task FrameAboveTheHandshakeLimit_IsRefusedByItsHeaderAlone()
    {
        await using var broker = new TestBroker();
        RawClient client = broker.Dial();
        var header = new byte[FrameHeader.Size];
        new FrameHeader(FrameKind.Hello, 0, WireLimits.HandshakeFrame).Write(header);

        await client.SendRawAsync(header);

        Assert.Contains("limit", (await client.ExpectGoodbyeAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Must", "C-6")]
    public async Task Silence_LongerThanTheTimeout_IsClosedWithAReason()
    {
        await using var broker = new TestBroker();
        RawClient client = broker.Dial();

        broker.Clock.Advance(TimeSpan.FromSeconds(5));

        GoodbyeFrame goodbye = await client.ExpectGoodbyeAsync();
        Assert.Equal(PeerErrorCode.Unauthenticated, goodbye.Code);
        Assert.Empty(broker.Sessions.Snapshot());
    }

    [Fact]
    public async Task Done_LaterThanTheTimeout_StaysConnected()
    {
        await using var broker = new TestBroker();
        RawClient client = await broker.ConnectAsync();

        broker.Clock.Advance(TimeSpan.FromSeconds(6));

        await client.SyncAsync();
    }

    [Fact]
    [Trait("Must", "F-9")]
    public async Task SecondHello_AfterWelcome_IsAProtocolError()
    {
        await using var broker = new TestBroker();
        RawClient client = await broker.ConnectAsync();

        await client.SendAsync(0, RawClient.Hello());

        Assert.Equal(PeerErrorCode.ProtocolError, (await client.ExpectGoodbyeAsync()).Code);
    }
}
