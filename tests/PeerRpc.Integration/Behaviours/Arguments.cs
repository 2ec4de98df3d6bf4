namespace PeerRpc.Integration.Behaviours;

/// <summary>Arguments that are refused before the method is entered.</summary>
public abstract class Arguments<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    public async Task Null_WhereNoneIsAllowed_IsRefused()
    {
        var orders = new Orders();
        await ServeAsync<IOrders>(orders);
        IOrders caller = await CallerAsync<IOrders>();

        await IsRefusedAsync(caller.Place(null!, "a@b.c"), "order");
        await IsRefusedAsync(caller.Place(new Order { Product = "tea", Quantity = 1 }, null!), "customer");
        await IsRefusedAsync(caller.Tag(null!), "names");

        Assert.Equal(0, orders.Entered);
    }

    [Fact]
    public async Task Element_ThatIsNull_IsRefusedByItsPlace()
    {
        var orders = new Orders();
        await ServeAsync<IOrders>(orders);
        IOrders caller = await CallerAsync<IOrders>();

        await IsRefusedAsync(caller.Tag(["a", null!]), "names[1]");
        await IsRefusedAsync(
            caller.Place(new Order { Product = "tea", Quantity = 1, Tags = [null!] }, "a@b.c"), "order.Tags[0]");

        Assert.Equal(0, orders.Entered);
    }

    [Fact]
    public async Task Attribute_ThatDoesNotPass_RefusesByTheMembersName()
    {
        var orders = new Orders();
        await ServeAsync<IOrders>(orders);
        IOrders caller = await CallerAsync<IOrders>();

        await IsRefusedAsync(caller.Place(new Order { Product = "tea", Quantity = 100 }, "a@b.c"), "order.Quantity");
        await IsRefusedAsync(caller.Place(new Order { Product = "", Quantity = 1 }, "a@b.c"), "order.Product");
        await IsRefusedAsync(caller.Place(new Order { Product = "tea", Quantity = 1 }, "nowhere"), "customer");

        Assert.Equal(0, orders.Entered);
        Assert.Equal(
            "1 tea", await caller.Place(new Order { Product = "tea", Quantity = 1 }, "a@b.c").WithinLimitAsync());
    }

    [Fact]
    public async Task Malformed_ValueOfAnotherForm_IsRefused()
    {
        var orders = new Orders();
        await ServeAsync<IOrders>(orders);
        var caller = await CallerAsync<Contracts.Malformed.IOrders>();

        await IsRefusedAsync(caller.Place(new Contracts.Malformed.Order("many", [1]), "a@b.c"), "order");

        Assert.Equal(0, orders.Entered);
    }

    [Fact]
    public async Task Refused_Call_LeavesTheLinkAsItWas()
    {
        await ServeAsync<IOrders>(new Orders());
        IOrders caller = await CallerAsync<IOrders>();

        Task<string> before = caller.Tag(["a"]);
        Task<string> refused = caller.Tag([null!]);
        Task<string> after = caller.Tag(["b"]);

        Assert.Equal("a", await before.WithinLimitAsync());
        await IsRefusedAsync(refused, "names[0]");
        Assert.Equal("b", await after.WithinLimitAsync());
    }

    private static async Task IsRefusedAsync(Task call, string name)
    {
        PeerRpcException failure = await call.FailsAsync(
            PeerErrorCode.InvalidArgument, Executed.No, PeerErrorOrigin.CalleeRuntime);
        Assert.Contains($"'{name}'", failure.Message, StringComparison.Ordinal);
    }
}
