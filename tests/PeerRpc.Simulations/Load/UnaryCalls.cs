using PeerRpc.Simulations.Contracts;

namespace PeerRpc.Simulations.Load;

/// <summary>Calls without streams.</summary>
internal sealed class UnaryCalls(LoadContext context)
{
    private const int LongestWait = 400;
    private const int LongestPatience = 300;

    private Random Random => context.Random;

    /// <summary>An echo, in single frames or in chunks.</summary>
    /// <param name="site">Whom it asks.</param>
    /// <param name="least">The smallest payload, in bytes.</param>
    /// <param name="most">The largest.</param>
    /// <param name="inOrder">Whether it travels in one frame for sure.</param>
    public Task EchoAsync(CallSite site, int least, int most, bool inOrder)
    {
        Ticket ticket = context.NextTicket();
        byte[] payload = Pattern.Create(ticket.Value, Random.Next(least, most + 1));
        int answer = Random.Next(least, most + 1);
        Task<long> MakeAsync() => CheckAsync(ticket, answer, site.Workshop.Echo(ticket, payload, answer));
        return inOrder
            ? context.CallInOrderAsync(site, ticket, MakeAsync, context.Deadline)
            : context.CallAsync(site, ticket, MakeAsync, context.Deadline);
    }

    /// <summary>A call that takes a while.</summary>
    public Task WaitAsync(CallSite site)
    {
        Ticket ticket = context.NextTicket();
        int milliseconds = Random.Next(LongestWait);
        return context.CallInOrderAsync(
            site, ticket, () => site.Workshop.Wait(ticket, milliseconds), context.Deadline);
    }

    /// <summary>A call that takes a while, and is cancelled before or after it has ended.</summary>
    public async Task CancelAsync(CallSite site)
    {
        Ticket ticket = context.NextTicket();
        int milliseconds = Random.Next(LongestWait);
        using var stop = new CancellationTokenSource(
            TimeSpan.FromMilliseconds(Random.Next(LongestPatience)), context.Executions.Time);
        await context.CallInOrderAsync(
            site, ticket, () => site.Workshop.Wait(ticket, milliseconds, stop.Token), context.Deadline);
    }

    /// <summary>A call that takes a while, with a deadline that may pass before.</summary>
    public Task ExpireAsync(CallSite site)
    {
        Ticket ticket = context.NextTicket();
        int milliseconds = Random.Next(LongestWait);
        TimeSpan deadline = TimeSpan.FromMilliseconds(Random.Next(1, LongestPatience));
        IWorkshop impatient = site.Peer.WithDeadline(deadline).Controller<IWorkshop>();
        return context.CallInOrderAsync(site, ticket, () => impatient.Wait(ticket, milliseconds), deadline);
    }

    /// <summary>A call that does not end before it is cancelled.</summary>
    public async Task EndlessAsync(CallSite site)
    {
        Ticket ticket = context.NextTicket();
        using var stop = new CancellationTokenSource(
            TimeSpan.FromMilliseconds(Random.Next(LongestPatience)), context.Executions.Time);
        await context.CallInOrderAsync(
            site, ticket, () => site.Workshop.Wait(ticket, int.MaxValue, stop.Token), context.Deadline);
    }

    /// <summary>A call that ends with a declared error.</summary>
    public Task RefuseAsync(CallSite site)
    {
        Ticket ticket = context.NextTicket();
        return context.CallInOrderAsync(site, ticket, () => site.Workshop.Refuse(ticket), context.Deadline);
    }

    /// <summary>A call within which another one is made.</summary>
    public Task RelayAsync(CallSite site, int next)
    {
        Ticket ticket = context.NextTicket();
        return context.CallInOrderAsync(site, ticket, () => site.Workshop.Relay(ticket, next), context.Deadline);
    }

    /// <summary>A call that tells how far it has got.</summary>
    public Task WorkAsync(CallSite site)
    {
        Ticket ticket = context.NextTicket();
        var progress = new RisingProgress(context.Recorder, ticket.Call);
        int steps = Random.Next(20);
        int milliseconds = Random.Next(50);
        return context.CallAsync(
            site,
            ticket,
            async () =>
            {
                long result = await site.Workshop.Work(ticket, steps, milliseconds, progress);
                progress.End(steps);
                return result;
            },
            TimeSpan.Zero);
    }

    /// <summary>A call that nobody waits for.</summary>
    public void Drop(CallSite site)
    {
        Ticket ticket = context.NextTicket();
        context.Recorder.Invoked(
            ticket.Call, site.Target, CallForm.OneWay, ticket.Value, context.Deadline, site.Lane?.Next() ?? 0);
        try
        {
            site.Workshop.Drop(ticket);
        }
        catch (PeerRpcException error)
        {
            // It could not be queued, which is the only outcome that it has.
            context.Recorder.Failed(ticket.Call, error.Code, error.Executed);
        }
    }

    /// <summary>A call that is waited for until it is on its way.</summary>
    public Task PostAsync(CallSite site)
    {
        Ticket ticket = context.NextTicket();
        return context.CallInOrderAsync(
            site,
            ticket,
            async () =>
            {
                await site.Workshop.Post(ticket);
                return ticket.Value;
            },
            context.Deadline,
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
