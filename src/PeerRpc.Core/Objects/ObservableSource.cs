namespace PeerRpc.Core.Objects;

/// <summary>An observable of this side that the other side may subscribe to.</summary>
internal sealed class ObservableSource<T>(IObservable<T> source) : IObservableSource<T>
{
    public IObservable<T> Subscribe() => source;
}
