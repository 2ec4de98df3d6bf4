namespace PeerRpc.Chaos.Contracts;

/// <summary>What a callee serves: one method for each thing that a call can be.</summary>
[PeerController("/chaos/workshop")]
[ApplicationError<Refused>("chaos.refused")]
public interface IWorkshop
{
    /// <summary>Gives an answer of some size to a payload of some size.</summary>
    Task<Answer> Echo(Ticket ticket, byte[] payload, int answerBytes, CancellationToken cancellationToken = default);

    /// <summary>Takes its time, or stops when its token fires.</summary>
    Task<long> Wait(Ticket ticket, int milliseconds, CancellationToken cancellationToken = default);

    /// <summary>May be executed again.</summary>
    Task<long> Repeat(Ticket ticket, CancellationToken cancellationToken = default);

    /// <summary>Throws an error that is declared.</summary>
    Task<long> Refuse(Ticket ticket);

    void Drop(Ticket ticket);

    [OneWay]
    Task Post(Ticket ticket);

    IAsyncEnumerable<Item> Pull(
        Ticket ticket, long stream, int count, int bytes, CancellationToken cancellationToken = default);

    [StreamOptions(Overflow = StreamOverflow.Wait, Buffer = 16)]
    IObservable<Item> Push(Ticket ticket, long stream, int count, int bytes);

    [StreamOptions(Overflow = StreamOverflow.DropOldest, Buffer = 16)]
    IObservable<Item> PushDropping(Ticket ticket, long stream, int count, int bytes);

    Task<long> Collect(
        Ticket ticket, long stream, IAsyncEnumerable<Item> items, CancellationToken cancellationToken = default);

    Task<Stream> Download(Ticket ticket, long stream, long bytes);

    Task<long> Upload(Ticket ticket, long stream, Stream content, CancellationToken cancellationToken = default);

    /// <summary>Lends a tool that calls the listener back.</summary>
    Task<ITool> Borrow(Ticket ticket, IListener listener);
}
