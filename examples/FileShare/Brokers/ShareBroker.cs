using FileShare.Contracts;

namespace FileShare.Brokers;

/// <summary>The broker: in a process of its own, or in that of whoever came first.</summary>
internal static class ShareBroker
{
    /// <summary>Starts a broker.</summary>
    /// <param name="address">Where clients reach it.</param>
    /// <exception cref="IOException">Something else listens there already.</exception>
    public static Task<WebApplication> StartAsync(Uri address) =>
        StartAsync($"http://{address.Authority}", address.AbsolutePath);

    /// <summary>Starts a broker.</summary>
    /// <param name="listen">The address to listen at, <c>http://HOST:PORT</c>.</param>
    /// <param name="path">The path there.</param>
    /// <exception cref="IOException">Something else listens there already.</exception>
    public static async Task<WebApplication> StartAsync(string listen, string path)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(listen);
        builder.Services.AddSingleton<Shares>();
        builder.Services.AddPeerBroker(options =>
            {
                options.DrainGrace = TimeSpan.Zero;
                // A transfer goes on where it was when the same command is given again, so nobody waits long.
                options.ResumeWindow = TimeSpan.FromSeconds(5);
            })
            .AllowEverything() // what may be put where, each share decides for itself
            .AddController<IShares, Shares>();

        WebApplication app = builder.Build();
        app.MapPeerBroker(path);
        try
        {
            await app.StartAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }
}
