using PeerRpc.Simulations.Contracts;

namespace PeerRpc.Simulations.Serving;

/// <summary>Serves the calls of the load. Each method writes its start before anything else.</summary>
/// <param name="executions">What runs.</param>
/// <param name="relay">Calls another peer, as a part of the call that is served.</param>
internal sealed class Workshop(Executions executions, Func<int, CancellationToken, Task> relay) : IWorkshop
{
    public Task<Answer> Echo(Ticket ticket, byte[] payload, int answerBytes, CancellationToken cancellationToken)
    {
        using Execution execution = executions.Start(ticket, cancellationToken);
        if (!Pattern.Matches(ticket.Value, 0, payload))
            executions.Recorder.ContentWrong(ticket.Call);
        return Task.FromResult(new Answer(ticket.Value, Pattern.Create(~ticket.Value, answerBytes)));
    }

    public async Task<long> Wait(Ticket ticket, int milliseconds, CancellationToken cancellationToken)
    {
        using Execution execution = executions.Start(ticket, cancellationToken);
        await VirtualDelay.WaitAsync(
                executions.Time, TimeSpan.FromMilliseconds(milliseconds), cancellationToken);
        return ticket.Value;
    }

    public Task<long> Refuse(Ticket ticket)
    {
        using Execution execution = executions.Start(ticket);
        throw new PeerApplicationException<Refused>(new Refused(ticket.Value));
    }

    public async Task<long> Relay(Ticket ticket, int target, CancellationToken cancellationToken)
    {
        using Execution execution = executions.Start(ticket, cancellationToken);
        await relay(target, cancellationToken);
        return ticket.Value;
    }

    public async Task<long> Work(
        Ticket ticket, int steps, int milliseconds, IProgress<int> progress, CancellationToken cancellationToken)
    {
        using Execution execution = executions.Start(ticket, cancellationToken);
        for (int i = 0; i < steps; i++)
        {
            await VirtualDelay.WaitAsync(
                executions.Time, TimeSpan.FromMilliseconds(milliseconds), cancellationToken);
            progress.Report(i);
        }
        return ticket.Value;
    }

    public void Drop(Ticket ticket)
    {
        using Execution execution = executions.Start(ticket);
    }

    public async Task Post(Ticket ticket)
    {
        using Execution execution = executions.Start(ticket);
        await Task.Delay(TimeSpan.FromMilliseconds(executions.Random.Next(3)), executions.Time);
    }

    public IAsyncEnumerable<Item> Pull(
        Ticket ticket, long stream, int count, int bytes, CancellationToken cancellationToken)
    {
        // Here, because the body of an iterator begins with its first item, and the call has run before that.
        using Execution execution = executions.Start(ticket, cancellationToken);
        return ItemProducer.PullAsync(executions, ticket.Call, stream, count, bytes, cancellationToken);
    }

    public IObservable<Item> Push(Ticket ticket, long stream, int count, int bytes)
    {
        using Execution execution = executions.Start(ticket);
        return new PushedItems(executions, ticket.Call, stream, count, bytes, mayDrop: false);
    }

    public IObservable<Item> PushDropping(Ticket ticket, long stream, int count, int bytes)
    {
        using Execution execution = executions.Start(ticket);
        return new PushedItems(executions, ticket.Call, stream, count, bytes, mayDrop: true);
    }

    public async Task<long> Collect(
        Ticket ticket, long stream, IAsyncEnumerable<Item> items, CancellationToken cancellationToken)
    {
        using Execution execution = executions.Start(ticket, cancellationToken);
        executions.Recorder.Opened(stream, ticket.Call, StreamSide.Reader);
        await StreamReading.ReadAsync(executions, stream, items, int.MaxValue);
        return ticket.Value;
    }

    public async Task<long> Observe(
        Ticket ticket, long stream, IObservable<Item> items, CancellationToken cancellationToken)
    {
        using Execution execution = executions.Start(ticket, cancellationToken);
        executions.Recorder.Opened(stream, ticket.Call, StreamSide.Reader);
        var observer = new ItemObserver(executions.Recorder, stream, int.MaxValue);
        using IDisposable subscription = items.Subscribe(observer);
        await observer.Ended;
        return ticket.Value;
    }

    public Task<Stream> Download(Ticket ticket, long stream, long bytes)
    {
        using Execution execution = executions.Start(ticket);
        return Task.FromResult<Stream>(new ByteSource(executions, ticket.Call, stream, bytes));
    }

    public async Task<long> Upload(Ticket ticket, long stream, Stream content, CancellationToken cancellationToken)
    {
        using Execution execution = executions.Start(ticket, cancellationToken);
        executions.Recorder.Opened(stream, ticket.Call, StreamSide.Reader);
        await StreamReading.ReadAsync(executions, stream, content, cancellationToken);
        return ticket.Value;
    }

    public Task<ITool> Borrow(Ticket ticket, IListener listener)
    {
        using Execution execution = executions.Start(ticket);
        return Task.FromResult<ITool>(new Tool(executions, listener, PeerNames.NumberOf(PeerCall.Current?.CallerId)));
    }
}
