using PeerRpc.Simulations.Contracts;
using PeerRpc.Simulations.Serving;

namespace PeerRpc.Simulations.Load;

/// <summary>Calls with streams of items and of bytes, both ways. They have no default deadline.</summary>
internal sealed class StreamCalls(LoadContext context)
{
    private const int MostItems = 40;
    private const int MostItemBytes = 2_000;
    private const int MostBytes = 200 * 1024;

    private Random Random => context.Random;

    private HistoryRecorder Recorder => context.Recorder;

    /// <summary>Reads what the callee produces, to the end or not.</summary>
    public async Task PullAsync(CallSite site)
    {
        Ticket ticket = context.NextTicket();
        long stream = context.Executions.Keys.NextStream();
        int count = Random.Next(MostItems);
        int wanted = NextWanted();
        Recorder.Invoked(ticket.Call, site.Target, CallForm.Streaming, ticket.Value);
        Recorder.Opened(stream, ticket.Call, StreamSide.Reader);
        try
        {
            IAsyncEnumerable<Item> items = site.Workshop.Pull(ticket, stream, count, Random.Next(MostItemBytes));
            await StreamReading.ReadAsync(context.Executions, stream, items, wanted);
            Recorder.Succeeded(ticket.Call, ticket.Value);
        }
        catch (Exception exception) when (Outcomes.TryRecord(Recorder, ticket.Call, exception))
        {
            // The history has it.
        }
    }

    /// <summary>Observes what the callee pushes, to the end or not.</summary>
    /// <param name="site">Who pushes.</param>
    /// <param name="mayDrop">Whether items may be dropped if they are counted.</param>
    public async Task PushAsync(CallSite site, bool mayDrop)
    {
        Ticket ticket = context.NextTicket();
        long stream = context.Executions.Keys.NextStream();
        int count = Random.Next(MostItems);
        int bytes = Random.Next(MostItemBytes);
        Recorder.Invoked(ticket.Call, site.Target, CallForm.Streaming, ticket.Value);
        Recorder.Opened(stream, ticket.Call, StreamSide.Reader, mayDrop);
        IObservable<Item> items = mayDrop
            ? site.Workshop.PushDropping(ticket, stream, count, bytes)
            : site.Workshop.Push(ticket, stream, count, bytes);
        var observer = new ItemObserver(Recorder, stream, NextWanted());
        observer.Hold(items.Subscribe(observer));
        Exception? error = await observer.Ended;
        if (error is null)
            Recorder.Succeeded(ticket.Call, ticket.Value);
        else if (!Outcomes.TryRecord(Recorder, ticket.Call, error))
            throw new InvalidOperationException("An observable ended with an unknown error.", error);
    }

    /// <summary>Produces what the callee reads.</summary>
    public Task CollectAsync(CallSite site)
    {
        Ticket ticket = context.NextTicket();
        long stream = context.Executions.Keys.NextStream();
        IAsyncEnumerable<Item> items = ItemProducer.PullAsync(
            context.Executions, ticket.Call, stream, Random.Next(MostItems), Random.Next(MostItemBytes));
        return context.CallAsync(
            site, ticket, () => site.Workshop.Collect(ticket, stream, items), TimeSpan.Zero);
    }

    /// <summary>Pushes what the callee observes.</summary>
    public Task ObserveAsync(CallSite site)
    {
        Ticket ticket = context.NextTicket();
        long stream = context.Executions.Keys.NextStream();
        var items = new PushedItems(
            context.Executions, ticket.Call, stream, Random.Next(MostItems), Random.Next(MostItemBytes),
            mayDrop: false);
        return context.CallAsync(
            site, ticket, () => site.Workshop.Observe(ticket, stream, items), TimeSpan.Zero);
    }

    /// <summary>Reads bytes of the callee.</summary>
    public async Task DownloadAsync(CallSite site)
    {
        Ticket ticket = context.NextTicket();
        long stream = context.Executions.Keys.NextStream();
        Stream? content = null;
        await context.CallAsync(
            site,
            ticket,
            async () =>
            {
                content = await site.Workshop.Download(ticket, stream, Random.Next(MostBytes));
                return ticket.Value;
            },
            TimeSpan.Zero);
        if (content is null)
            return;
        Recorder.Opened(stream, ticket.Call, StreamSide.Reader);
        await using (content)
        {
            try
            {
                await StreamReading.ReadAsync(context.Executions, stream, content);
            }
            catch (PeerRpcException)
            {
                // The history has it.
            }
        }
    }

    /// <summary>Lets the callee read bytes.</summary>
    public async Task UploadAsync(CallSite site)
    {
        Ticket ticket = context.NextTicket();
        long stream = context.Executions.Keys.NextStream();
        await using var content = new ByteSource(context.Executions, ticket.Call, stream, Random.Next(MostBytes));
        await context.CallAsync(
            site, ticket, () => site.Workshop.Upload(ticket, stream, content), TimeSpan.Zero);
    }

    private int NextWanted() => Random.Next(3) == 0 ? Random.Next(1, MostItems) : int.MaxValue;
}
