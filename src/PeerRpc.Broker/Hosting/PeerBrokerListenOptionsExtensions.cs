using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Broker.Hosting;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts a PeerRpc broker behind an endpoint of Kestrel, without HTTP.</summary>
public static class PeerBrokerListenOptionsExtensions
{
    /// <summary>
    /// Serves the broker's clients on a TCP port or a Unix socket. They prove who they are by a token in a frame.
    /// </summary>
    /// <param name="listenOptions">The endpoint; call <c>UseHttps</c> on it first for TLS.</param>
    /// <returns>The endpoint.</returns>
    /// <exception cref="InvalidOperationException"><c>AddPeerBroker</c> has not been called.</exception>
    public static ListenOptions UsePeerBroker(this ListenOptions listenOptions)
    {
        ArgumentNullException.ThrowIfNull(listenOptions);
        if (listenOptions.ApplicationServices.GetService<PeerBroker>() is null)
        {
            throw new InvalidOperationException(
                "UsePeerBroker needs the broker's services: call builder.Services.AddPeerBroker() first.");
        }
        listenOptions.UseConnectionHandler<PeerConnectionHandler>();
        return listenOptions;
    }
}
