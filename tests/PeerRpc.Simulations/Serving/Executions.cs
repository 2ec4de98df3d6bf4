using PeerRpc.Simulations.Contracts;

namespace PeerRpc.Simulations.Serving;

/// <summary>What one process of a run serves, and writes the history of it.</summary>
/// <param name="recorder">Where the history goes.</param>
/// <param name="time">The clock of its node.</param>
/// <param name="random">What it draws.</param>
internal sealed class Executions(HistoryRecorder recorder, TimeProvider time, Random random)
{
    /// <summary>How many executions, streams and live objects there are.</summary>
    public int Running { get; private set; }

    public HistoryRecorder Recorder => recorder;

    public TimeProvider Time => time;

    public Random Random => random;

    /// <summary>Names the calls that it makes.</summary>
    public Keys Keys { get; } = new(recorder.Process);

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
    public void Begin() => Running++;

    public void End() => Running--;
}
