namespace PeerRpc.Integration.Contracts;

internal sealed class Oddities : IOddities
{
    public Task Take(Knot knot) => Task.CompletedTask;

    public Task<Knot> Give() => Task.FromResult(Knot.Tie());

    public Task<Order> Order() => Task.FromResult(new Order { Product = "tea", Quantity = 1 });

    public Task FailWith(int length) => throw new PeerApplicationException<byte[]>(new byte[length]);
}
