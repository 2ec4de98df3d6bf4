using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Crowds;

/// <summary>Several free loopback ports of one broker.</summary>
internal static class CrowdAddresses
{
    /// <summary>Has Kestrel listen on as many ports as are asked for.</summary>
    public static void Listen(KestrelServerOptions kestrel, int ports)
    {
        for (int i = 0; i < ports; i++) kestrel.Listen(IPAddress.Loopback, 0);
    }

    /// <summary>Where a started application takes WebSockets.</summary>
    public static IReadOnlyList<Uri> Of(WebApplication app) =>
        [.. app.Urls.Select(EchoWebHost.WebSocketAddress)];
}
