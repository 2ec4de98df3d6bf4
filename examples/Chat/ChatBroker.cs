using Chat.Contracts;

namespace Chat;

/// <summary>The broker of a chat, in the process of whoever came first.</summary>
internal static class ChatBroker
{
    /// <summary>Starts a broker at an address of this machine.</summary>
    /// <exception cref="IOException">Something else listens there already.</exception>
    public static async Task<WebApplication> StartAsync(Uri address)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{address.Authority}");
        builder.Services.AddSingleton<ChatRoom>();
        builder.Services.AddPeerBroker(options => options.DrainGrace = TimeSpan.Zero)
            .AddPolicy<ChatPolicy>()
            .AddController<IChatRoom, ChatRoom>();

        WebApplication app = builder.Build();
        app.MapPeerBroker(address.AbsolutePath);
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
