namespace PeerRpc.Simulations.Contracts;

/// <summary>A live object of the callee.</summary>
[PeerController("/seeds/tool")]
public interface ITool : IAsyncDisposable
{
    /// <summary>Calls the listener back, and then gives the value.</summary>
    Task<long> Use(Ticket ticket, CancellationToken cancellationToken = default);
}
