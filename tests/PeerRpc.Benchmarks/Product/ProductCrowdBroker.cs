using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Benchmarks.Crowds;
using PeerRpc.Benchmarks.Echo;
using PeerRpc.Broker;

namespace PeerRpc.Benchmarks.Product;

/// <summary>A broker with authentication and a policy; its settings but for some limits are the defaults.</summary>
internal sealed class ProductCrowdBroker : ICrowdBroker
{
    private const string MeterName = "PeerRpc.Broker";
    private const string SessionsName = "peer_broker.sessions";

    // A limit that a crowd from one address would meet, and no crowd from many.
    private const int HandshakesAtATime = 1024;

    // Far above what is measured: the limit is not.
    private const int MostRoutes = 65_536;

    private readonly WebApplication _app;
    private readonly MeterListener _sessions = new();
    private int _count;

    private ProductCrowdBroker(WebApplication app)
    {
        _app = app;
        _sessions.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == MeterName && instrument.Name == SessionsName)
                listener.EnableMeasurementEvents(instrument);
        };
        _sessions.SetMeasurementEventCallback<int>((_, count, _, _) => _count = count);
        _sessions.Start();
    }

    /// <inheritdoc/>
    public IReadOnlyList<Uri> Addresses => CrowdAddresses.Of(_app);

    /// <summary>Starts listening.</summary>
    public static async Task<ICrowdBroker> StartAsync(int ports, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder =
            EchoWebHost.CreateBuilder(kestrel => CrowdAddresses.Listen(kestrel, ports));
        NameTokenHandler.AddTo(builder.Services);
        builder.Services.AddPeerBroker(RaiseLimits).AddPolicy<OwnNamePolicy>();
        WebApplication app = builder.Build();
        app.UseAuthentication();
        app.MapPeerBroker("/peers");
        var broker = new ProductCrowdBroker(app);
        await app.StartAsync(cancellationToken);
        return broker;
    }

    /// <inheritdoc/>
    public int CountClients()
    {
        _sessions.RecordObservableInstruments();
        return _count;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _sessions.Dispose();
        return _app.DisposeAsync();
    }

    private static void RaiseLimits(PeerBrokerOptions options)
    {
        options.MaxUnauthenticatedConnectionsPerAddress = HandshakesAtATime;
        options.MaxRoutesPerConnection = MostRoutes;
        options.MaxMembersPerGroup = MostRoutes;
        options.MaxIncomingRoutesPerConnection = MostRoutes;
    }
}
