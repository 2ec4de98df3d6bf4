namespace PeerRpc.Integration.Contracts;

/// <summary>The same observable with every overflow.</summary>
[PeerController("/overflows")]
public interface IOverflows
{
    [StreamOptions(Overflow = StreamOverflow.Wait, Buffer = 4)]
    IObservable<Numbered> Waiting();

    [StreamOptions(Overflow = StreamOverflow.DropOldest, Buffer = 4)]
    IObservable<Numbered> DroppingOldest();

    [StreamOptions(Overflow = StreamOverflow.Latest)]
    IObservable<Numbered> Latest();

    [StreamOptions(Overflow = StreamOverflow.Fail, Buffer = 4)]
    IObservable<Numbered> Failing();

    IObservable<Numbered> AsTheOptionsSay();

    Task<int> Drain([StreamOptions(Overflow = StreamOverflow.Wait, Buffer = 4)] IObservable<Numbered> items);
}
