namespace PeerRpc.Benchmarks.Product;

/// <summary>Counts what a member is told.</summary>
/// <param name="received">Told of each.</param>
internal sealed class Notice(Action received) : INotice
{
    /// <inheritdoc/>
    public Task Tell(string text)
    {
        received();
        return Task.CompletedTask;
    }
}
