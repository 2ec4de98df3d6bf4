namespace PeerRpc.Core.Objects;

/// <summary>The contract of an observable that is passed to another peer: each call is a subscription.</summary>
internal interface IObservableSource<out T>
{
    IObservable<T> Subscribe();
}
