using PeerRpc.Chaos.Contracts;

namespace PeerRpc.Chaos.Serving;

/// <summary>A live object that calls its caller back.</summary>
internal sealed class Tool : ITool
{
    private readonly Executions _executions;
    private readonly Keys _keys;
    private readonly IListener _listener;
    private readonly int _caller;
    private int _disposed;

    /// <param name="executions">Counts it while it lives.</param>
    /// <param name="keys">Names the calls that it makes.</param>
    /// <param name="listener">Whom it calls.</param>
    /// <param name="caller">The number of the peer that the listener lives at.</param>
    public Tool(Executions executions, Keys keys, IListener listener, int caller)
    {
        _executions = executions;
        _keys = keys;
        _listener = listener;
        _caller = caller;
        executions.Begin();
    }

    public async Task<long> Use(Ticket ticket, CancellationToken cancellationToken)
    {
        using Execution execution = _executions.Start(ticket, cancellationToken);
        var notice = new Ticket(_keys.NextCall(), ticket.Value ^ 1);
        _executions.Recorder.Invoked(
            notice.Call, _caller, CallForm.OnObject, notice.Value, label: (long)LoadKind.Notice);
        // What becomes of it stands in the history of the callback, not in the outcome of this call.
        await Outcomes.ObserveAsync(_executions.Recorder, notice.Call, () => _listener.Notice(notice));
        return ticket.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _listener.DisposeAsync();
        _executions.End();
    }
}
