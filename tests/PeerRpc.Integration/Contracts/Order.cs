using System.ComponentModel.DataAnnotations;

namespace PeerRpc.Integration.Contracts;

public sealed class Order
{
    [Range(1, 99)]
    public int Quantity { get; init; }

    [StringLength(20, MinimumLength = 1)]
    public required string Product { get; init; }

    public List<string> Tags { get; init; } = [];
}
