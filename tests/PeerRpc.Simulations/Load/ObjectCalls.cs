using PeerRpc.Simulations.Contracts;
using PeerRpc.Simulations.Serving;

namespace PeerRpc.Simulations.Load;

/// <summary>Calls on live objects, with calls back.</summary>
internal sealed class ObjectCalls(LoadContext context)
{
    private const int MostUses = 4;

    /// <summary>Borrows a tool, uses it a few times and gives it back.</summary>
    public async Task BorrowAsync(CallSite site)
    {
        Ticket ticket = context.NextTicket();
        ITool? tool = null;
        var listener = new Listener(context.Executions);
        await context.CallAsync(
            site,
            ticket,
            async () =>
            {
                tool = await site.Workshop.Borrow(ticket, listener);
                return ticket.Value;
            },
            TimeSpan.Zero);
        if (tool is null)
        {
            // Whether the callee has had it or not: it is not needed any more.
            await listener.DisposeAsync();
            return;
        }
        await using (tool)
        {
            for (int i = context.Random.Next(MostUses); i >= 0; i--)
            {
                Ticket use = context.NextTicket();
                await context.CallAsync(site, use, () => tool.Use(use), context.Deadline, CallForm.OnObject);
            }
        }
    }
}
