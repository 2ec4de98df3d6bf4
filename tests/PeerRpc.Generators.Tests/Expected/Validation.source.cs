namespace Orders;

public record Line([property: Range(1, 99)] int Quantity, [StringLength(20, MinimumLength = 1)] string Product);

public class Order
{
    [Required, MaxLength(10)]
    public List<Line> Lines { get; set; } = [];

    public Order? Parent { get; set; }

    public Dictionary<string, string[]> Notes { get; set; } = [];
}

[PeerController("/orders")]
public interface IOrders
{
    Task Place(Order order, [EmailAddress] string customer);

    Task Tag(IReadOnlyList<string> names, List<string?> loose);
}
