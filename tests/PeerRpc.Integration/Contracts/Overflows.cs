using System.Reactive.Linq;

namespace PeerRpc.Integration.Contracts;

internal sealed class Overflows(IObservable<Numbered> source) : IOverflows
{
    public IObservable<Numbered> Waiting() => source;

    public IObservable<Numbered> DroppingOldest() => source;

    public IObservable<Numbered> Latest() => source;

    public IObservable<Numbered> Failing() => source;

    public IObservable<Numbered> AsTheOptionsSay() => source;

    public async Task<int> Drain(IObservable<Numbered> items) => await items.Count();
}
