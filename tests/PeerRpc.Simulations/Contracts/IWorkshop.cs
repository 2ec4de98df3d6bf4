namespace PeerRpc.Simulations.Contracts;

/// <summary>What a callee serves: one method for each thing that a call can be.</summary>
[PeerController("/seeds/workshop")]
[ApplicationError<Refused>("seeds.refused")]
public interface IWorkshop
{
    /// <summary>Gives an answer of some size to a payload of some size.</summary>
    Task<Answer> Echo(Ticket ticket, byte[] payload, int answerBytes, CancellationToken cancellationToken = default);

    /// <summary>Takes its time, or stops when its token fires.</summary>
    Task<long> Wait(Ticket ticket, int milliseconds, CancellationToken cancellationToken = default);

    /// <summary>Throws an error that is declared.</summary>
    Task<long> Refuse(Ticket ticket);

    /// <summary>Calls another peer while it is called itself.</summary>
    Task<long> Relay(Ticket ticket, int target, CancellationToken cancellationToken = default);

    /// <summary>Counts its steps to its caller.</summary>
    Task<long> Work(
        Ticket ticket, int steps, int milliseconds, IProgress<int> progress,
        CancellationToken cancellationToken = default);

    void Drop(Ticket ticket);

    [OneWay]
    Task Post(Ticket ticket);

    IAsyncEnumerable<Item> Pull(
        Ticket ticket, long stream, int count, int bytes, CancellationToken cancellationToken = default);

    [StreamOptions(Overflow = StreamOverflow.Fail, Buffer = 64)]
    IObservable<Item> Push(Ticket ticket, long stream, int count, int bytes);

    [StreamOptions(Overflow = StreamOverflow.DropOldest, Buffer = 4)]
    IObservable<Item> PushDropping(Ticket ticket, long stream, int count, int bytes);

    Task<long> Collect(
        Ticket ticket, long stream, IAsyncEnumerable<Item> items, CancellationToken cancellationToken = default);

    Task<long> Observe(
        Ticket ticket, long stream, IObservable<Item> items, CancellationToken cancellationToken = default);

    Task<Stream> Download(Ticket ticket, long stream, long bytes);

    Task<long> Upload(Ticket ticket, long stream, Stream content, CancellationToken cancellationToken = default);

    /// <summary>Lends a tool that calls the listener back.</summary>
    Task<ITool> Borrow(Ticket ticket, IListener listener);
}
