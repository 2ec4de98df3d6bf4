using System.ComponentModel.DataAnnotations;

namespace PeerRpc.Integration.Contracts;

[PeerController("/orders")]
public interface IOrders
{
    Task<string> Place(Order order, [EmailAddress] string customer);

    Task<string> Tag(IReadOnlyList<string> names);
}
