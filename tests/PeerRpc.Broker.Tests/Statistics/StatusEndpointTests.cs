using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PeerRpc.Broker.Hosting;
using PeerRpc.Broker.Tests.Fakes;
using Xunit;

namespace PeerRpc.Broker.Tests.Statistics;

public class StatusEndpointTests
{
    [Fact]
    public async Task Get_WithoutAToken_Is401()
    {
        await using WebApplication app = await StartAsync(TestBroker.Open);
        using var http = new HttpClient();

        HttpResponseMessage response = await http.GetAsync($"{app.Urls.Single()}/peers/status");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Get_ByAUser_IsTheStatusAsJson()
    {
        await using WebApplication app = await StartAsync(TestBroker.Open);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "user-alice");

        HttpResponseMessage response = await http.GetAsync($"{app.Urls.Single()}/peers/status");

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.NoStore);
        using JsonDocument status = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(0, status.RootElement.GetProperty("sessions").GetInt32());
        Assert.Equal(JsonValueKind.Object, status.RootElement.GetProperty("refusals").ValueKind);
        Assert.Equal(1, status.RootElement.GetProperty("reported").GetProperty("successRate").GetDouble());
    }

    [Fact]
    public async Task MapPeerBrokerStatus_WithoutAddPeerBroker_SaysWhatToCall()
    {
        await using WebApplication app = WebApplication.CreateBuilder().Build();

        var error = Assert.Throws<InvalidOperationException>(() => app.MapPeerBrokerStatus("/peers/status"));

        Assert.Contains("AddPeerBroker", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_OfABrokerThatServes_IsHealthyUntilItDrains()
    {
        await using WebApplication app = await StartAsync(
            options => (options.AllowAnonymousPeers, options.DrainGrace) = (true, TimeSpan.Zero));
        using var http = new HttpClient();

        string serving = await http.GetStringAsync($"{app.Urls.Single()}/health");
        await app.Services.GetRequiredService<PeerBroker>().DrainAsync(CancellationToken.None);
        HttpResponseMessage stopping = await http.GetAsync($"{app.Urls.Single()}/health");

        Assert.Equal("Healthy", serving);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, stopping.StatusCode);
    }

    [Fact]
    public async Task Health_OfABrokerWithoutAPolicy_IsUnhealthy()
    {
        await using WebApplication app = await StartAsync(_ => { });
        using var http = new HttpClient();

        HttpResponseMessage response = await http.GetAsync($"{app.Urls.Single()}/health");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    private static async Task<WebApplication> StartAsync(Action<PeerBrokerOptions> configure)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        FakeTokenHandler.Add(builder.Services, new TokenGate());
        builder.Services.AddAuthorization();
        builder.Services.AddPeerBroker(configure);
        builder.Services.AddHealthChecks().AddPeerBroker();
        WebApplication app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapPeerBroker("/peers");
        app.MapPeerBrokerStatus("/peers/status");
        app.MapHealthChecks("/health");
        await app.StartAsync();
        return app;
    }
}
