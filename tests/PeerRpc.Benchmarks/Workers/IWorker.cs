namespace PeerRpc.Benchmarks.Workers;

/// <summary>What a worker serves.</summary>
[PeerController("/worker")]
public interface IWorker
{
    /// <summary>Does a job, when those before it are done.</summary>
    [Idempotent]
    Task WorkAsync(CancellationToken cancellationToken = default);
}
