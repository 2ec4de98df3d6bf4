using System.Net;
using System.Net.WebSockets;

namespace PeerRpc.CoEdit.Tests;

/// <summary>Nobody but this person's own page gets at the documents over the local port.</summary>
public sealed class AccessTests(AliceFixture alice) : IClassFixture<AliceFixture>, IDisposable
{
    private readonly HttpClient _http = new();
    private readonly Uri _page = alice.Page;

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Page_WithTheToken_ComesAndAllowsNothingFromElsewhere()
    {
        using HttpResponseMessage answer = await _http.GetAsync(_page);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/coedit.js")]
    [InlineData("/00000000000000000000000000000000/")]
    [InlineData("/00000000000000000000000000000000/coedit.js")]
    public async Task Page_WithoutTheToken_IsNotFound(string path)
    {
        using HttpResponseMessage answer = await _http.GetAsync(new Uri(_page, path));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Page_ByAnotherNameOfTheHost_IsRefused()
    {
        Assert.Equal(HttpStatusCode.OK, await AskAsync(_page, "localhost"));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(_page, "evil.example"));
    }

    [Fact]
    public async Task Broker_ByAnotherNameOfTheHost_IsRefused()
    {
        var nothing = new Uri(alice.Broker, "/nothing");

        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(nothing, "localhost"));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(nothing, "evil.example"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("http://evil.example")]
    [InlineData("https://127.0.0.1")]
    [InlineData("http://127.0.0.1:1")]
    public async Task Socket_OfAnotherOrigin_IsRefused(string? origin)
    {
        using var socket = new ClientWebSocket();
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        var address = new UriBuilder(new Uri(_page, "socket")) { Scheme = "ws" }.Uri;

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(address, CancellationToken.None));
    }

    private async Task<HttpStatusCode> AskAsync(Uri address, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Host = $"{host}:{address.Port}";
        using HttpResponseMessage answer = await _http.SendAsync(request);
        return answer.StatusCode;
    }
}
