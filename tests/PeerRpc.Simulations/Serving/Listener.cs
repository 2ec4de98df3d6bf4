using PeerRpc.Simulations.Contracts;

namespace PeerRpc.Simulations.Serving;

/// <summary>What a caller lends to a callee.</summary>
internal sealed class Listener : IListener
{
    private readonly Executions _executions;
    private int _disposed;

    /// <param name="executions">Counts it while it lives.</param>
    public Listener(Executions executions)
    {
        _executions = executions;
        executions.Begin();
    }

    public Task<long> Notice(Ticket ticket)
    {
        using Execution execution = _executions.Start(ticket);
        return Task.FromResult(ticket.Value);
    }

    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            _executions.End();
        return default;
    }
}
