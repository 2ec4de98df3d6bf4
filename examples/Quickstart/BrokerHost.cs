namespace Quickstart;

/// <summary>The broker: an ASP.NET Core application with one endpoint.</summary>
internal static class BrokerHost
{
    /// <summary>Starts a broker on a free port of this machine.</summary>
    public static async Task<WebApplication> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddPeerBroker().AddPolicy<HousePolicy>();

        WebApplication app = builder.Build();
        app.MapPeerBroker("/peers");
        await app.StartAsync();
        return app;
    }

    /// <summary>Where clients reach it.</summary>
    public static Uri AddressOf(WebApplication app) =>
        new UriBuilder(app.Urls.Single()) { Scheme = Uri.UriSchemeWs, Path = "/peers" }.Uri;
}
