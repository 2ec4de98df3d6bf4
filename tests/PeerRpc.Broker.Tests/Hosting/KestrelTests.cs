using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PeerRpc.Broker.Sessions;
using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Hosting;

public class KestrelTests
{
    [Fact]
    [Trait("Must", "C-2")]
    public async Task WebSocket_WithoutUseWebSockets_IsWelcomedAndNeverCompressed()
    {
        await using WebApplication app = await StartAsync();
        using var socket = new ClientWebSocket();
        socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        socket.Options.CollectHttpResponseDetails = true;

        await socket.ConnectAsync(Address(app, "ws"), CancellationToken.None);
        await socket.SendAsync(
            RawClient.Encode(0, RawClient.Hello()), WebSocketMessageType.Binary, true, CancellationToken.None);

        var buffer = new byte[256];
        await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(RawClient.Deadline);
        Assert.Equal(FrameKind.Welcome, FrameHeader.Read(buffer).Kind);
        Assert.False(socket.HttpResponseHeaders!.ContainsKey("Sec-WebSocket-Extensions"));
        await app.StopAsync();
    }

    [Fact]
    public async Task WebSocket_FromAForeignOrigin_Is403()
    {
        await using WebApplication app = await StartAsync();
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "http://evil.example.com");
        socket.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(
            () => socket.ConnectAsync(Address(app, "ws"), CancellationToken.None));

        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task WebSocket_WhereAuthorizationIsRequired_Is401WithoutATokenAndOpenWithOne()
    {
        await using WebApplication app = await StartAsync(
            services => FakeTokenHandler.Add(services, new TokenGate()),
            map: broker => broker.RequireAuthorization());
        using ClientWebSocket without = new(), with = new();
        without.Options.CollectHttpResponseDetails = true;
        with.Options.SetRequestHeader("Authorization", "Bearer user-alice");

        await Assert.ThrowsAsync<WebSocketException>(
            () => without.ConnectAsync(Address(app, "ws"), CancellationToken.None));
        await with.ConnectAsync(Address(app, "ws"), CancellationToken.None);
        await with.SendAsync(
            RawClient.Encode(0, RawClient.Hello()), WebSocketMessageType.Binary, true, CancellationToken.None);
        await with.ReceiveAsync(new byte[256], CancellationToken.None).WaitAsync(RawClient.Deadline);

        Assert.Equal(HttpStatusCode.Unauthorized, without.HttpStatusCode);
        BrokerSession session = Assert.Single(app.Services.GetRequiredService<SessionTable>().Snapshot());
        Assert.Equal("user-alice", session.View.Principal.FindFirst("sub")?.Value);
        await app.StopAsync();
    }

    [Fact]
    public async Task Request_ThatIsNoWebSocket_Is400()
    {
        await using WebApplication app = await StartAsync();
        using var http = new HttpClient();

        HttpResponseMessage response = await http.GetAsync(Address(app, "http"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Tcp_IsWelcomed()
    {
        await using WebApplication app = await StartAsync(listen: kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UsePeerBroker()));
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);

        await socket.ConnectAsync(IPAddress.Loopback, Address(app, "http").Port);

        await ExpectWelcomeAsync(socket);
        await app.StopAsync();
    }

    [Fact]
    public async Task Tcp_ClientThatLeavesAndClosesAtOnce_IsReadToItsEndAndToldNothing()
    {
        await using WebApplication app = await StartAsync(listen: kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UsePeerBroker()));
        int port = Address(app, "http").Port;
        for (int i = 0; i < 300; i++)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, port);
            await ExpectWelcomeAsync(socket);

            await socket.SendAsync(RawClient.Encode(0, GoodbyeFrame.Leaving));
            socket.Shutdown(SocketShutdown.Send);

            Assert.Equal(0, await ReceiveRestAsync(socket));
        }
        await app.StopAsync();
    }

    [Fact]
    public async Task WebSocket_WithATokenOfTheBrokersOwnScheme_IsWelcomed()
    {
        await using WebApplication app = await StartAsync(services =>
        {
            services.AddSingleton(new TokenGate());
            services.Configure<PeerBrokerOptions>(options => options.AuthenticationScheme = FakeTokenHandler.SchemeName);
            // Two schemes, and neither is the default, so that the application itself leaves the client anonymous.
            services.AddAuthentication()
                .AddScheme<AuthenticationSchemeOptions, FakeTokenHandler>(FakeTokenHandler.SchemeName, null)
                .AddScheme<AuthenticationSchemeOptions, FakeTokenHandler>("Another", null);
        });
        using ClientWebSocket accepted = new(), refused = new();
        accepted.Options.SetRequestHeader("Authorization", "Bearer user-alice");
        refused.Options.SetRequestHeader("Authorization", "Bearer nobody");
        refused.Options.CollectHttpResponseDetails = true;

        await accepted.ConnectAsync(Address(app, "ws"), CancellationToken.None);
        await Assert.ThrowsAsync<WebSocketException>(
            () => refused.ConnectAsync(Address(app, "ws"), CancellationToken.None));

        Assert.Equal(WebSocketState.Open, accepted.State);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.HttpStatusCode);
        await app.StopAsync();
    }

    [Fact]
    public async Task UnixSocket_IsWelcomed()
    {
        string path = Path.Combine(Path.GetTempPath(), $"peerrpc-{Guid.NewGuid():N}.sock");
        await using WebApplication app = await StartAsync(listen: kestrel =>
            kestrel.ListenUnixSocket(path, listen => listen.UsePeerBroker()));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));

        await ExpectWelcomeAsync(socket);
        await app.StopAsync();
    }

    [Fact]
    public async Task MapPeerBroker_WithoutAddPeerBroker_SaysWhatToCall()
    {
        await using WebApplication app = WebApplication.CreateBuilder().Build();

        var error = Assert.Throws<InvalidOperationException>(() => app.MapPeerBroker("/peers"));

        Assert.Contains("AddPeerBroker", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UsePeerBroker_WithoutAddPeerBroker_SaysWhatToCall()
    {
        WebApplicationBuilder builder = CreateBuilder();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UsePeerBroker()));

        var error = Assert.Throws<InvalidOperationException>(() => builder.Build());

        Assert.Contains("AddPeerBroker", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("queue")]
    [InlineData("timeout")]
    [InlineData("dead")]
    [InlineData("incumbent")]
    [InlineData("reserved")]
    public async Task Start_WithOptionsThatMakeNoSense_Fails(string which)
    {
        WebApplicationBuilder builder = CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddPeerBroker(options =>
        {
            options.MaxQueueBytes = which == "queue" ? 1 : options.MaxQueueBytes;
            options.PolicyTimeout = which == "timeout" ? default : options.PolicyTimeout;
            options.IncumbentTimeout = which == "incumbent" ? default : options.IncumbentTimeout;
            options.MaxReservedPeerIds = which == "reserved" ? -1 : options.MaxReservedPeerIds;
            options.DeadAfter = which == "dead" ? options.PingAfter : options.DeadAfter;
        });
        await using WebApplication app = builder.Build();

        await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());
    }

    private static WebApplicationBuilder CreateBuilder()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        return builder;
    }

    private static async Task<WebApplication> StartAsync(
        Action<IServiceCollection>? add = null,
        Action<IEndpointConventionBuilder>? map = null,
        Action<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>? listen = null)
    {
        WebApplicationBuilder builder = CreateBuilder();
        if (listen is null)
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        else
            builder.WebHost.ConfigureKestrel(listen);
        builder.Services.AddAuthorization();
        builder.Services.AddPeerBroker(options =>
        {
            options.AllowAnonymousPeers = true;
            options.DrainGrace = TimeSpan.Zero;
        });
        add?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        IEndpointConventionBuilder broker = app.MapPeerBroker("/peers");
        map?.Invoke(broker);
        await app.StartAsync();
        return app;
    }

    private static Uri Address(WebApplication app, string scheme)
    {
        string address = app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.First();
        return new UriBuilder(address) { Scheme = scheme, Path = "/peers" }.Uri;
    }

    // Both sides have closed by then, so Kestrel may end the connection by a reset.
    private static async Task<int> ReceiveRestAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[256]).WaitAsync(RawClient.Deadline);
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            return 0;
        }
    }

    private static async Task ExpectWelcomeAsync(Socket socket)
    {
        await socket.SendAsync(RawClient.Encode(0, RawClient.Hello()));
        var buffer = new byte[256];
        await socket.ReceiveAsync(buffer).WaitAsync(RawClient.Deadline);
        Assert.Equal(FrameKind.Welcome, FrameHeader.Read(buffer).Kind);
    }
}
