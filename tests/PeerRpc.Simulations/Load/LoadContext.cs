using PeerRpc.Simulations.Contracts;
using PeerRpc.Simulations.Serving;

namespace PeerRpc.Simulations.Load;

/// <summary>What the calls of a process have in common.</summary>
/// <param name="executions">What the process serves, its history and its chance.</param>
/// <param name="deadline">How long its calls may take where nothing else is said.</param>
internal sealed class LoadContext(Executions executions, TimeSpan deadline)
{
    public TimeSpan Deadline => deadline;

    public Executions Executions => executions;

    public HistoryRecorder Recorder => executions.Recorder;

    public Random Random => executions.Random;

    /// <summary>A new call.</summary>
    public Ticket NextTicket() => new(executions.Keys.NextCall(), executions.Random.NextInt64());

    /// <summary>Makes a call that starts in its order, and writes what becomes of it to the history.</summary>
    public Task CallInOrderAsync(
        CallSite site, Ticket ticket, Func<Task<long>> make, TimeSpan patience, CallForm form = CallForm.Unary) =>
        CallAsync(site, ticket, make, patience, form, site.Lane?.Next() ?? 0);

    /// <summary>Makes a call that starts whenever it likes.</summary>
    public Task CallAsync(
        CallSite site, Ticket ticket, Func<Task<long>> make, TimeSpan patience, CallForm form = CallForm.Unary,
        long order = 0)
    {
        Recorder.Invoked(ticket.Call, site.Target, form, ticket.Value, patience, order);
        return Outcomes.ObserveAsync(Recorder, ticket.Call, make);
    }
}
