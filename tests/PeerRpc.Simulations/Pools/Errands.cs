using PeerRpc.Simulations.Contracts;
using PeerRpc.Simulations.Serving;

namespace PeerRpc.Simulations.Pools;

/// <summary>Does errands. Each method writes its start before anything else.</summary>
/// <param name="executions">What runs.</param>
internal sealed class Errands(Executions executions) : IErrands
{
    public async Task<long> Do(Ticket ticket, int milliseconds, CancellationToken cancellationToken)
    {
        using Execution execution = executions.Start(ticket, cancellationToken);
        if (milliseconds > 0)
        {
            await VirtualDelay.WaitAsync(
                executions.Time, TimeSpan.FromMilliseconds(milliseconds), cancellationToken);
        }
        return ticket.Value;
    }

    public Task<long> DoAgain(Ticket ticket, int milliseconds, CancellationToken cancellationToken) =>
        Do(ticket, milliseconds, cancellationToken);
}
