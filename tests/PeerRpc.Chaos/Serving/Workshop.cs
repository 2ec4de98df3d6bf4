using PeerRpc.Chaos.Contracts;

namespace PeerRpc.Chaos.Serving;

/// <summary>Serves the calls of the load. Each method writes its start before anything else.</summary>
/// <param name="executions">What runs.</param>
/// <param name="keys">Names the calls back.</param>
internal sealed class Workshop(Executions executions, Keys keys) : IWorkshop
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
        await Task.Delay(milliseconds, cancellationToken);
        return ticket.Value;
    }

    public Task<long> Repeat(Ticket ticket, CancellationToken cancellationToken)
    {
        using Execution execution = executions.Start(ticket, cancellationToken);
        return Task.FromResult(ticket.Value);
    }

    public Task<long> Refuse(Ticket ticket)
    {
        using Execution execution = executions.Start(ticket);
        throw new PeerApplicationException<Refused>(new Refused(ticket.Value));
    }

    public void Drop(Ticket ticket)
    {
        using Execution execution = executions.Start(ticket);
    }

    public async Task Post(Ticket ticket)
    {
        using Execution execution = executions.Start(ticket);
        await Task.Yield();
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
        await StreamReading.ReadAsync(executions.Recorder, stream, items, int.MaxValue);
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
        await StreamReading.ReadAsync(executions.Recorder, stream, content, cancellationToken);
        return ticket.Value;
    }

    public Task<ITool> Borrow(Ticket ticket, IListener listener)
    {
        using Execution execution = executions.Start(ticket);
        int caller = PeerNames.NumberOf(PeerCall.Current?.CallerId);
        return Task.FromResult<ITool>(new Tool(executions, keys, listener, caller));
    }
}
