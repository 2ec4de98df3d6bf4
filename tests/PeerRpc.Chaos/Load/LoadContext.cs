using PeerRpc.Chaos.Contracts;
using PeerRpc.Chaos.Serving;

namespace PeerRpc.Chaos.Load;

/// <summary>What the calls of a process have in common.</summary>
/// <param name="executions">What the process serves, and its history.</param>
/// <param name="keys">Names its calls.</param>
internal sealed class LoadContext(Executions executions, Keys keys)
{
    /// <summary>What a client's calls have by default.</summary>
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(60);

    public Executions Executions => executions;

    public HistoryRecorder Recorder => executions.Recorder;

    public Keys Keys => keys;

    /// <summary>A new call.</summary>
    public Ticket NextTicket(Random random) => new(keys.NextCall(), random.NextInt64());

    /// <summary>Makes a call that starts in its order, and writes what becomes of it to the history.</summary>
    public Task<bool> CallInOrderAsync(
        LoadKind kind, CallSite site, Ticket ticket, Func<Task<long>> make, TimeSpan deadline,
        CallForm form = CallForm.Unary) =>
        Outcomes.ObserveAsync(Recorder, ticket.Call, () => site.Lane.Make(order =>
        {
            Recorder.Invoked(ticket.Call, site.Target, form, ticket.Value, deadline, order, (long)kind);
            return make();
        }));

    /// <summary>Makes a call that starts whenever it likes.</summary>
    public Task<bool> CallAsync(
        LoadKind kind, CallSite site, Ticket ticket, Func<Task<long>> make, TimeSpan deadline,
        CallForm form = CallForm.Unary)
    {
        Recorder.Invoked(ticket.Call, site.Target, form, ticket.Value, deadline, label: (long)kind);
        return Outcomes.ObserveAsync(Recorder, ticket.Call, make);
    }
}
