namespace PeerRpc.Simulations.Contracts;

/// <summary>A live object of the caller, which the callee calls back.</summary>
[PeerController("/seeds/listener")]
public interface IListener : IAsyncDisposable
{
    Task<long> Notice(Ticket ticket);
}
