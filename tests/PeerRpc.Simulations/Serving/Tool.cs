using PeerRpc.Simulations.Contracts;

namespace PeerRpc.Simulations.Serving;

/// <summary>A live object that calls its caller back.</summary>
internal sealed class Tool : ITool
{
    private readonly Executions _executions;
    private readonly IListener _listener;
    private readonly int _caller;
    private bool _disposed;

    /// <param name="executions">Counts it while it lives.</param>
    /// <param name="listener">Whom it calls.</param>
    /// <param name="caller">The number of the peer that the listener lives at.</param>
    public Tool(Executions executions, IListener listener, int caller)
    {
        _executions = executions;
        _listener = listener;
        _caller = caller;
        executions.Begin();
    }

    public async Task<long> Use(Ticket ticket, CancellationToken cancellationToken)
    {
        using Execution execution = _executions.Start(ticket, cancellationToken);
        var notice = new Ticket(_executions.Keys.NextCall(), ticket.Value ^ 1);
        _executions.Recorder.Invoked(notice.Call, _caller, CallForm.OnObject, notice.Value);
        // What becomes of it stands in the history of the callback, not in the outcome of this call.
        await Outcomes.ObserveAsync(_executions.Recorder, notice.Call, () => _listener.Notice(notice));
        return ticket.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        _executions.End();
        await _listener.DisposeAsync();
    }
}
