using Microsoft.AspNetCore.Http;
using PeerRpc.Broker.Hosting;
using Xunit;

namespace PeerRpc.Broker.Tests.Hosting;

public class OriginCheckTests
{
    [Theory]
    [InlineData("http://app.example.com")]
    [InlineData("HTTP://APP.EXAMPLE.COM")]
    [InlineData("https://listed.example.org")]
    [InlineData("https://listed.example.org:8443")]
    public void Origin_OwnOrListed_IsAllowed(string origin) =>
        Assert.True(IsAllowed("app.example.com", origin));

    [Theory]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("http://evil.com")]
    [InlineData("https://evil.com")]
    [InlineData("http://app.example.com.evil.com")]
    [InlineData("http://evilapp.example.com")]
    [InlineData("http://example.com")]
    [InlineData("http://sub.app.example.com")]
    [InlineData("http://app.example.com:81")]
    [InlineData("https://app.example.com")]
    [InlineData("http://app.example.com@evil.com")]
    [InlineData("http://evil.com@app.example.com")]
    [InlineData("http://app.example.com/")]
    [InlineData("http://app.example.com/path")]
    [InlineData("http://app.example.com?x")]
    [InlineData("http://app.example.com#x")]
    [InlineData("http://app.example.com ")]
    [InlineData(" http://app.example.com")]
    [InlineData("http://app.example.com, http://evil.com")]
    [InlineData("http:app.example.com")]
    [InlineData("//app.example.com")]
    [InlineData("app.example.com")]
    [InlineData("file://app.example.com")]
    [InlineData("ftp://app.example.com")]
    [InlineData("ws://app.example.com")]
    [InlineData("chrome-extension://app.example.com")]
    [InlineData("javascript://app.example.com")]
    [InlineData("http://listed.example.org")]
    [InlineData("https://listed.example.org:444")]
    [InlineData("https://listed.example.org.evil.com")]
    [InlineData("https://xlisted.example.org")]
    [InlineData("http://app.example.com.")]
    [InlineData("http://app\u200b.example.com")]
    public void Origin_Forged_IsRefused(string origin) => Assert.False(IsAllowed("app.example.com:80", origin));

    [Fact]
    public void Origin_Twice_IsRefused() =>
        Assert.False(IsAllowed("app.example.com", "http://app.example.com", "http://app.example.com"));

    [Fact]
    public void Origin_Missing_IsAllowed() => Assert.True(IsAllowed("app.example.com"));

    [Fact]
    public void Origin_OfTheOwnHostBehindAProxyThatEndedTls_IsAllowed() =>
        Assert.True(IsAllowed("app.example.com", "https://app.example.com"));

    [Fact]
    public void Star_AllowsEverybody()
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Origin = "http://evil.com";

        Assert.True(OriginCheck.IsAllowed(request, ["*"]));
    }

    private static bool IsAllowed(string host, params string[] origins)
    {
        HttpRequest request = new DefaultHttpContext().Request;
        request.Host = new HostString(host);
        if (origins.Length > 0)
            request.Headers.Origin = origins;
        return OriginCheck.IsAllowed(request, ["https://listed.example.org", "https://listed.example.org:8443"]);
    }
}
