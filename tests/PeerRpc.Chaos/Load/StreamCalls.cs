using PeerRpc.Chaos.Contracts;
using PeerRpc.Chaos.Serving;

namespace PeerRpc.Chaos.Load;

/// <summary>Calls with streams of items, both ways. They have no default deadline.</summary>
internal sealed class StreamCalls(LoadContext context)
{
    private const int MostItems = 100;
    private const int MostBytes = 2_000;

    /// <summary>Reads what the callee produces, to the end or not.</summary>
    public async Task PullAsync(CallSite site, Random random)
    {
        Ticket ticket = context.NextTicket(random);
        long stream = context.Keys.NextStream();
        int count = random.Next(MostItems);
        int wanted = random.Next(3) == 0 ? random.Next(1, MostItems) : int.MaxValue;
        context.Recorder.Invoked(
            ticket.Call, site.Target, CallForm.Streaming, ticket.Value, label: (long)LoadKind.Pull);
        context.Recorder.Opened(stream, ticket.Call, StreamSide.Reader);
        try
        {
            IAsyncEnumerable<Item> items = site.Workshop.Pull(ticket, stream, count, random.Next(MostBytes));
            await StreamReading.ReadAsync(context.Recorder, stream, items, wanted);
            context.Recorder.Succeeded(ticket.Call, ticket.Value);
        }
        catch (Exception exception) when (Outcomes.TryRecord(context.Recorder, ticket.Call, exception))
        {
            // The history has it.
        }
    }

    /// <summary>Observes what the callee pushes, to the end or not.</summary>
    /// <param name="mayDrop">Whether items may be dropped if they are counted.</param>
    public Func<CallSite, Random, Task> Push(bool mayDrop) => async (site, random) =>
    {
        Ticket ticket = context.NextTicket(random);
        long stream = context.Keys.NextStream();
        int count = random.Next(MostItems);
        int bytes = random.Next(MostBytes);
        LoadKind kind = mayDrop ? LoadKind.PushDropping : LoadKind.Push;
        context.Recorder.Invoked(
            ticket.Call, site.Target, CallForm.Streaming, ticket.Value, label: (long)kind);
        context.Recorder.Opened(stream, ticket.Call, StreamSide.Reader, mayDrop);
        IObservable<Item> items = mayDrop
            ? site.Workshop.PushDropping(ticket, stream, count, bytes)
            : site.Workshop.Push(ticket, stream, count, bytes);
        int wanted = random.Next(3) == 0 ? random.Next(1, MostItems) : int.MaxValue;
        var observer = new ItemObserver(context.Recorder, ticket, stream, wanted);
        observer.Hold(items.Subscribe(observer));
        await observer.Ended;
    };

    /// <summary>Produces what the callee reads.</summary>
    public Task CollectAsync(CallSite site, Random random)
    {
        Ticket ticket = context.NextTicket(random);
        long stream = context.Keys.NextStream();
        IAsyncEnumerable<Item> items = ItemProducer.PullAsync(
            context.Executions, ticket.Call, stream, random.Next(MostItems), random.Next(MostBytes));
        return context.CallAsync(
            LoadKind.Collect,
            site,
            ticket,
            () => site.Workshop.Collect(ticket, stream, items),
            deadline: TimeSpan.Zero);
    }
}
