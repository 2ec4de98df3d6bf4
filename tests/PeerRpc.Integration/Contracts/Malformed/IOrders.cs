namespace PeerRpc.Integration.Contracts.Malformed;

[PeerController("/orders")]
public interface IOrders
{
    Task<string> Place(Order order, string customer);
}
