namespace PeerRpc.Integration.Contracts;

/// <summary>Values that do not go, or do not come back.</summary>
[PeerController("/oddities")]
public interface IOddities
{
    Task Take(Knot knot);

    Task<Knot> Give();

    Task<Order> Order();

    [ApplicationError<byte[]>("oddities.large")]
    Task FailWith(int length);
}
