using PeerRpc.Chaos.Contracts;

namespace PeerRpc.Chaos.Load;

/// <summary>Calls without streams.</summary>
internal sealed class UnaryCalls(LoadContext context)
{
    private const int LongestWait = 300;
    private const int LongestPatience = 150;
    private const int Hour = 3_600_000;

    /// <summary>An echo, in single frames or in chunks.</summary>
    /// <param name="kind">Which of the three.</param>
    /// <param name="least">The smallest payload, in bytes.</param>
    /// <param name="most">The largest.</param>
    public Func<CallSite, Random, Task> Echo(LoadKind kind, int least, int most) => (site, random) =>
    {
        Ticket ticket = context.NextTicket(random);
        byte[] payload = Pattern.Create(ticket.Value, random.Next(least, most + 1));
        int answer = random.Next(least, most + 1);
        Task<long> MakeAsync() => CheckAsync(ticket, answer, site.Workshop.Echo(ticket, payload, answer));
        // The order of larger ones is not promised: they travel in chunks.
        return kind != LoadKind.EchoChunked
            ? context.CallInOrderAsync(kind, site, ticket, MakeAsync, LoadContext.DefaultDeadline)
            : context.CallAsync(kind, site, ticket, MakeAsync, LoadContext.DefaultDeadline);
    };

    /// <summary>A call that takes a while.</summary>
    public Task WaitAsync(CallSite site, Random random)
    {
        Ticket ticket = context.NextTicket(random);
        int milliseconds = random.Next(LongestWait);
        return context.CallInOrderAsync(
            LoadKind.Wait, site, ticket, () => site.Workshop.Wait(ticket, milliseconds), LoadContext.DefaultDeadline);
    }

    /// <summary>
    /// A call that takes a while, and is cancelled before or after it has ended; or one that ends by its token only,
    /// also where its caller has been killed.
    /// </summary>
    public async Task CancelAsync(CallSite site, Random random)
    {
        Ticket ticket = context.NextTicket(random);
        int milliseconds = random.Next(2) == 0 ? random.Next(LongestWait) : Hour;
        using var stop = new CancellationTokenSource(random.Next(LongestPatience));
        await context.CallInOrderAsync(
            LoadKind.Cancel,
            site,
            ticket,
            () => site.Workshop.Wait(ticket, milliseconds, stop.Token),
            LoadContext.DefaultDeadline);
    }

    /// <summary>A call that takes a while, with a deadline that may pass before.</summary>
    public Task ExpireAsync(CallSite site, Random random)
    {
        Ticket ticket = context.NextTicket(random);
        int milliseconds = random.Next(LongestWait);
        TimeSpan deadline = TimeSpan.FromMilliseconds(random.Next(1, LongestPatience));
        IWorkshop impatient = site.Peer.WithDeadline(deadline).Controller<IWorkshop>();
        return context.CallInOrderAsync(
            LoadKind.Expire, site, ticket, () => impatient.Wait(ticket, milliseconds), deadline);
    }

    /// <summary>A call that may be executed again.</summary>
    public Task RepeatAsync(CallSite site, Random random)
    {
        Ticket ticket = context.NextTicket(random);
        return context.CallAsync(
            LoadKind.Repeat,
            site,
            ticket,
            () => site.Workshop.Repeat(ticket),
            LoadContext.DefaultDeadline,
            CallForm.Idempotent);
    }

    /// <summary>A call that ends with a declared error.</summary>
    public Task RefuseAsync(CallSite site, Random random)
    {
        Ticket ticket = context.NextTicket(random);
        return context.CallInOrderAsync(
            LoadKind.Refuse, site, ticket, () => site.Workshop.Refuse(ticket), LoadContext.DefaultDeadline);
    }

    /// <summary>A call that nobody waits for.</summary>
    public Task DropAsync(CallSite site, Random random)
    {
        Ticket ticket = context.NextTicket(random);
        try
        {
            site.Lane.Make(order =>
            {
                context.Recorder.Invoked(
                    ticket.Call, site.Target, CallForm.OneWay, ticket.Value, LoadContext.DefaultDeadline, order,
                    (long)LoadKind.Drop);
                site.Workshop.Drop(ticket);
                return order;
            });
        }
        catch (PeerRpcException error)
        {
            // It could not be queued, which is the only outcome that it has.
            context.Recorder.Failed(ticket.Call, error.Code, error.Executed);
        }
        return Task.CompletedTask;
    }

    /// <summary>A call that is waited for until it is on its way.</summary>
    public Task PostAsync(CallSite site, Random random)
    {
        Ticket ticket = context.NextTicket(random);
        return context.CallInOrderAsync(
            LoadKind.Post,
            site,
            ticket,
            async () =>
            {
                await site.Workshop.Post(ticket);
                return ticket.Value;
            },
            LoadContext.DefaultDeadline,
            CallForm.AcceptedOneWay);
    }

    private async Task<long> CheckAsync(Ticket ticket, int expected, Task<Answer> call)
    {
        Answer answer = await call;
        if (answer.Payload.Length != expected || !Pattern.Matches(~ticket.Value, 0, answer.Payload))
            context.Recorder.ContentWrong(ticket.Call);
        return answer.Value;
    }
}
