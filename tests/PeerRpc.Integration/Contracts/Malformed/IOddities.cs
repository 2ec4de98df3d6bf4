namespace PeerRpc.Integration.Contracts.Malformed;

[PeerController("/oddities")]
public interface IOddities
{
    Task<Order> Order();
}
