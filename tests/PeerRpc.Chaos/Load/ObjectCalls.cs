using PeerRpc.Chaos.Contracts;
using PeerRpc.Chaos.Serving;

namespace PeerRpc.Chaos.Load;

/// <summary>Calls on live objects, with calls back.</summary>
internal sealed class ObjectCalls(LoadContext context)
{
    private const int MostUses = 8;

    /// <summary>Borrows a tool, uses it a few times and gives it back.</summary>
    public async Task BorrowAsync(CallSite site, Random random)
    {
        Ticket ticket = context.NextTicket(random);
        ITool? tool = null;
        var listener = new Listener(context.Executions);
        await context.CallAsync(
            LoadKind.Borrow,
            site,
            ticket,
            async () =>
            {
                tool = await site.Workshop.Borrow(ticket, listener);
                return ticket.Value;
            },
            deadline: TimeSpan.Zero);
        if (tool is null)
        {
            // Whether the callee has had it or not: it is not needed any more.
            await listener.DisposeAsync();
            return;
        }
        await using (tool)
        {
            for (int i = random.Next(MostUses); i >= 0; i--)
            {
                Ticket use = context.NextTicket(random);
                await context.CallAsync(
                    LoadKind.Use, site, use, () => tool.Use(use), LoadContext.DefaultDeadline, CallForm.OnObject);
            }
        }
    }
}
