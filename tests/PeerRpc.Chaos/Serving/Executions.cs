using PeerRpc.Chaos.Contracts;

namespace PeerRpc.Chaos.Serving;

/// <summary>What a process serves now: writes the history of it, and knows how much there is.</summary>
/// <param name="recorder">Where the history goes.</param>
internal sealed class Executions(HistoryRecorder recorder)
{
    private int _running;

    /// <summary>How many executions, streams and live objects there are.</summary>
    public int Running => Volatile.Read(ref _running);

    public HistoryRecorder Recorder => recorder;

    /// <summary>A method has been entered.</summary>
    /// <param name="ticket">Its call.</param>
    /// <param name="token">Its token, if it has one.</param>
    /// <returns>What is disposed when the method is about to return.</returns>
    public Execution Start(Ticket ticket, CancellationToken token = default)
    {
        recorder.Started(ticket.Call, ticket.Value);
        return new Execution(this, ticket.Call, token);
    }

    /// <summary>Counts something that goes on when the method has returned.</summary>
    public void Begin() => Interlocked.Increment(ref _running);

    public void End() => Interlocked.Decrement(ref _running);
}
