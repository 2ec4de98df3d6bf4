using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Principals;

public class TokenTests
{
    private readonly TokenGate _gate = new();

    [Fact]
    public async Task Token_Accepted_IsWhoTheClientIs()
    {
        await using TestBroker broker = Create();

        RawClient alice = await broker.Dial().ShakeHandsAsync(new AuthenticateFrame("Bearer", "user-alice"));

        Assert.Equal("user-alice", alice.Session.View.Principal.FindFirst("sub")?.Value);
        Assert.NotEmpty(alice.Session.Stamp.Key);
    }

    [Theory]
    [InlineData("Bearer", "nobody", PeerErrorCode.Unauthenticated)]
    [InlineData("Basic", "user-alice", PeerErrorCode.Unauthenticated)]
    [InlineData("Bearer", "throw", PeerErrorCode.Unavailable)]
    [Trait("Must", "C-7")]
    public async Task Token_NotAccepted_GoodbyeSaysSoAndNothingElse(string scheme, string token, PeerErrorCode code)
    {
        await using TestBroker broker = Create();
        RawClient client = broker.Dial();

        await client.SendAsync(0, RawClient.Hello(tokenFollows: true));
        await client.SendAsync(0, new AuthenticateFrame(scheme, token));

        GoodbyeFrame goodbye = await client.ExpectGoodbyeAsync();
        Assert.Equal(code, goodbye.Code);
        Assert.DoesNotContain("secret", goodbye.Message, StringComparison.Ordinal);
        Assert.Empty(broker.Sessions.Snapshot());
    }

    [Fact]
    public async Task Token_AtABrokerWithoutAuthentication_IsRefused()
    {
        await using var broker = new TestBroker();
        RawClient client = broker.Dial();

        await client.SendAsync(0, RawClient.Hello(tokenFollows: true));
        await client.SendAsync(0, new AuthenticateFrame("Bearer", "user-alice"));

        GoodbyeFrame goodbye = await client.ExpectGoodbyeAsync();
        Assert.Equal(PeerErrorCode.Unauthenticated, goodbye.Code);
        Assert.Contains("AddAuthentication", goodbye.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Must", "C-5")]
    public async Task Hello_AnnouncesATokenThatDoesNotCome_IsAProtocolError()
    {
        await using TestBroker broker = Create();
        RawClient client = broker.Dial();

        await client.SendAsync(0, RawClient.Hello(tokenFollows: true));
        await client.OpenAsync(1, "bob");

        Assert.Equal(PeerErrorCode.ProtocolError, (await client.ExpectGoodbyeAsync()).Code);
    }

    [Fact]
    [Trait("Must", "C-5")]
    public async Task Frame_WhileTheTokenIsChecked_IsAProtocolErrorAndTheVerdictChangesNothing()
    {
        await using TestBroker broker = Create();
        RawClient client = broker.Dial();
        await client.SendAsync(0, RawClient.Hello(tokenFollows: true));
        await client.SendAsync(0, new AuthenticateFrame("Bearer", "wait"));

        await client.OpenAsync(1, "bob");

        Assert.Equal(PeerErrorCode.ProtocolError, (await client.ExpectGoodbyeAsync()).Code);
        _gate.Open();
        Assert.Empty(broker.Sessions.Snapshot());
    }

    [Fact]
    public async Task Check_LongerThanTheHandshakeMayTake_IsClosed()
    {
        await using TestBroker broker = Create();
        RawClient client = broker.Dial();
        await client.SendAsync(0, RawClient.Hello(tokenFollows: true));
        await client.SendAsync(0, new AuthenticateFrame("Bearer", "wait"));
        await client.SyncAsync();

        broker.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(PeerErrorCode.Unauthenticated, (await client.ExpectGoodbyeAsync()).Code);
    }

    private TestBroker Create() => new(build: builder => FakeTokenHandler.Add(builder.Services, _gate));
}
