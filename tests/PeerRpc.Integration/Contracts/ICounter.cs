namespace PeerRpc.Integration.Contracts;

/// <summary>An object that is passed from peer to peer.</summary>
[PeerController("/counter")]
public interface ICounter : IAsyncDisposable
{
    Task<int> Add(int amount);

    IObservable<int> Changes();
}
