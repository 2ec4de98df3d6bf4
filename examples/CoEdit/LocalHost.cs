namespace CoEdit;

/// <summary>Web hosts that only this machine reaches: that of the page, and the broker.</summary>
internal static class LocalHost
{
    public static WebApplicationBuilder CreateBuilder(int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        // A web page whose name has been made to mean this machine is not of this machine.
        builder.Configuration["AllowedHosts"] = "127.0.0.1;localhost";
        return builder;
    }
}
