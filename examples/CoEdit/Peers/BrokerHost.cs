namespace CoEdit.Peers;

/// <summary>The broker: in a process of its own, or in that of whoever came first. It keeps no document.</summary>
internal static class BrokerHost
{
    public const int Port = 5197;

    /// <summary>Where clients find a broker of this machine.</summary>
    public static Uri AddressOf(int port) => new($"ws://127.0.0.1:{port}/peers");

    /// <summary>Starts a broker.</summary>
    /// <returns>Null if something else listens there: a broker, as a rule.</returns>
    public static async Task<WebApplication?> TryStartAsync(int port)
    {
        WebApplicationBuilder builder = LocalHost.CreateBuilder(port);
        builder.Services.AddPeerBroker(options =>
            {
                options.DrainGrace = TimeSpan.Zero;
                // Who was cut off loses nothing; this is how long others see a name of somebody who has crashed.
                options.ResumeWindow = TimeSpan.FromSeconds(10);
            })
            .AllowEverything();
        WebApplication app = builder.Build();
        app.MapPeerBroker(AddressOf(port).AbsolutePath);
        try
        {
            await app.StartAsync();
            return app;
        }
        catch (IOException)
        {
            await app.DisposeAsync();
            return null;
        }
    }
}
