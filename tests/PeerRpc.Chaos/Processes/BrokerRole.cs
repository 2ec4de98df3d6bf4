using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PeerRpc.Broker;

namespace PeerRpc.Chaos.Processes;

/// <summary>A broker on Kestrel, at an address that stays the same when it is started again.</summary>
internal sealed class BrokerRole : IRole
{
    private readonly WebApplication _app;
    private readonly Arrivals _arrivals;

    private BrokerRole(WebApplication app, Arrivals arrivals)
    {
        _app = app;
        _arrivals = arrivals;
    }

    public static async Task<BrokerRole> StartAsync(RoleAssignment assignment)
    {
        var arrivals = new Arrivals(TimeProvider.System);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (assignment.Log.Length > 0)
            builder.Logging.AddProvider(new FileLog(assignment.Log)).SetMinimumLevel(LogLevel.Debug);
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, assignment.Address, arrivals));
        builder.Services.AddSingleton(arrivals);
        builder.Services.AddAuthentication(NameTokenHandler.SchemeName)
            .AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, NameTokenHandler>(
                NameTokenHandler.SchemeName, null);
        builder.Services.AddPeerBroker(options => Configure(options, assignment)).AddPolicy<OwnIdPolicy>();
        WebApplication app = builder.Build();
        app.UseAuthentication();
        app.MapPeerBroker("/peers");
        await app.StartAsync();
        arrivals.Listen();
        return new BrokerRole(app, arrivals);
    }

    public Task RunAsync() => Task.Delay(Timeout.InfiniteTimeSpan);

    public Task<string> ObeyAsync(string[] command) => Task.FromResult(_arrivals.ToString());

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Listen(KestrelServerOptions kestrel, Uri address, Arrivals arrivals) =>
        kestrel.Listen(IPAddress.Loopback, address.Port, listen =>
        {
            listen.Use(next => connection =>
            {
                arrivals.AddConnection();
                return next(connection);
            });
            if (address.Scheme == "tcp")
                listen.UsePeerBroker();
        });

    private static void Configure(PeerBrokerOptions options, RoleAssignment assignment)
    {
        options.ResumeWindow = assignment.Window;
        options.DeadAfter = assignment.DeadAfter;
        options.PingAfter = assignment.DeadAfter * 0.4;
        // All of them come from one address here.
        options.MaxUnauthenticatedConnections = 4096;
        options.MaxUnauthenticatedConnectionsPerAddress = 4096;
    }
}
