using Microsoft.Extensions.Options;
using PeerRpc.Broker.Sessions;

namespace PeerRpc.Broker.Registry;

/// <summary>Finds out whether the client that has a contested id is still there.</summary>
internal sealed class IncumbentCheck(TimeProvider time, IOptions<PeerBrokerOptions> options)
{
    /// <summary>Pings the incumbent and waits for anything that it sends; several may wait for one incumbent.</summary>
    /// <param name="incumbent">The client that has the id.</param>
    /// <param name="cancellationToken">Fires when nobody asks any more.</param>
    /// <returns>
    /// True if nothing came from it for the whole time; false as soon as something does, or nobody asks any more.
    /// </returns>
    public async Task<bool> IsSilentAsync(BrokerSession incumbent, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        Task sign = incumbent.NextReceivedAsync();
        Task waiting = sign.WaitAsync(options.Value.IncumbentTimeout, time, cancellationToken);
        incumbent.Hop.Connection.Ping();
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // The task may lag behind on a busy machine; when something was received, the connection knows at once.
        TimeSpan waited = time.GetElapsedTime(start);
        return !sign.IsCompleted && !cancellationToken.IsCancellationRequested
            && incumbent.Hop.Connection.Silence >= waited;
    }
}
