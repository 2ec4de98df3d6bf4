namespace PeerRpc.Simulations.Contracts;

/// <summary>What any of several peers can do.</summary>
[PeerController("/seeds/errands")]
public interface IErrands
{
    /// <summary>Takes its time, or stops when its token fires.</summary>
    Task<long> Do(Ticket ticket, int milliseconds, CancellationToken cancellationToken = default);

    /// <summary>The same, and may be done twice.</summary>
    [Idempotent]
    Task<long> DoAgain(Ticket ticket, int milliseconds, CancellationToken cancellationToken = default);
}
