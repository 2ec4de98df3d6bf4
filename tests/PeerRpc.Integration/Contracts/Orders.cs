namespace PeerRpc.Integration.Contracts;

internal sealed class Orders : IOrders
{
    private int _entered;

    public int Entered => Volatile.Read(ref _entered);

    public Task<string> Place(Order order, string customer)
    {
        Interlocked.Increment(ref _entered);
        return Task.FromResult($"{order.Quantity} {order.Product}");
    }

    public Task<string> Tag(IReadOnlyList<string> names)
    {
        Interlocked.Increment(ref _entered);
        return Task.FromResult(string.Join(',', names));
    }
}
