using System.Security.Claims;
using Microsoft.Extensions.Options;
using PeerRpc.Broker.Principals;
using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Principals;

public class PrincipalStampTests
{
    private readonly PrincipalStamps _stamps = new(Options.Create(new PeerBrokerOptions()));

    [Fact]
    public void Key_IsTheSameForTheSamePrincipalOnly()
    {
        string alice = Make(TestBroker.User("alice"), "1").Key;

        Assert.Equal(alice, Make(TestBroker.User("alice", new Claim("role", "new")), "2").Key);
        Assert.NotEqual(alice, Make(TestBroker.User("bob"), "1").Key);
        Assert.NotEqual(alice, Make(Named("alice", "other scheme"), "1").Key);
        Assert.NotEqual(alice, Make(Named("alice", "test", "other issuer"), "1").Key);
    }

    [Fact]
    public void Key_OfAnAuthenticatedPrincipalWithoutAName_IsTheSessionsOwn()
    {
        var nameless = new ClaimsPrincipal(new ClaimsIdentity([new Claim("role", "x")], "test"));

        Assert.NotEqual(Make(nameless, "1").Key, Make(nameless, "2").Key);
    }

    [Fact]
    public void Identify_IsTheKeyOfTheStamp()
    {
        var both = new ClaimsPrincipal([new ClaimsIdentity(), .. TestBroker.User("alice").Identities]);

        Assert.Equal(Make(both, "1").Key, PrincipalStamps.Identify(both));
        Assert.Equal(Make(TestBroker.User("alice"), "1").Key, PrincipalStamps.Identify(both));
    }

    [Theory]
    [InlineData("role", "x")]
    [InlineData(ClaimTypes.NameIdentifier, "")]
    public void Identify_AnAuthenticatedPrincipalThatNothingTellsFromOthers_IsNobody(string type, string value)
    {
        var nameless = new ClaimsPrincipal(new ClaimsIdentity([new Claim(type, value)], "test"));

        Assert.Empty(PrincipalStamps.Identify(nameless));
        Assert.NotEqual(Make(nameless, "1").Key, Make(nameless, "2").Key);
    }

    [Fact]
    public void Identify_AnUnauthenticatedPrincipal_IsNobodyWhateverItClaims() =>
        Assert.Empty(PrincipalStamps.Identify(
            new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "root")]))));

    [Fact]
    public void Stamp_OfAnUnauthenticatedPrincipal_IsAnonymousWhateverItClaims()
    {
        var pretender = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "root")]));

        Assert.Same(PrincipalStamp.Anonymous, Make(pretender, "1"));
    }

    [Fact]
    public void Stamp_WithHugeClaims_StillFitsIntoAFrame()
    {
        Claim[] many = [.. Enumerable.Range(0, 500).Select(i => new Claim("role", new string('r', 1000)))];

        PrincipalStamp stamp = Make(TestBroker.User("alice", many), "1");

        var writer = new WireWriter();
        new IncomingRouteFrame("t", "o", stamp, new byte[WireLimits.HandshakeFrame]).Write(writer);
        Assert.InRange(writer.Written.Length, 1, WireLimits.LinkFrame);
        Assert.True(stamp.Claims.Count > 10);
    }

    private PrincipalStamp Make(ClaimsPrincipal principal, string fallback) =>
        _stamps.Make(principal, PrincipalStamps.Identify(principal), fallback);

    private static ClaimsPrincipal Named(string name, string scheme, string issuer = ClaimsIdentity.DefaultIssuer) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, name, null, issuer)], scheme));
}
