namespace PeerRpc.Integration.Behaviours;

/// <summary>Methods of every shape.</summary>
public abstract class Calls<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Task_WithoutResult_CompletesAfterTheMethod(bool slow)
    {
        var shapes = new Shapes(slow);
        await ServeAsync<IShapes>(shapes);
        IShapes caller = await CallerAsync<IShapes>();

        await caller.Touch("hello").WithinLimitAsync();

        Assert.Equal("hello", await shapes.NextAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Task_WithResult_GivesIt(bool slow)
    {
        await ServeAsync<IShapes>(new Shapes(slow));
        IShapes caller = await CallerAsync<IShapes>();

        Assert.Equal(5, await caller.Add(2, 3).WithinLimitAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ValueTask_WithoutResult_CompletesAfterTheMethod(bool slow)
    {
        var shapes = new Shapes(slow);
        await ServeAsync<IShapes>(shapes);
        IShapes caller = await CallerAsync<IShapes>();

        await caller.TouchLightly("hello").WithinLimitAsync();

        Assert.Equal("hello", await shapes.NextAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ValueTask_WithResult_GivesIt(bool slow)
    {
        await ServeAsync<IShapes>(new Shapes(slow));
        IShapes caller = await CallerAsync<IShapes>();

        Assert.Equal(6, await caller.Multiply(2, 3).WithinLimitAsync());
    }

    [Fact]
    public async Task Name_WithAsyncSuffixOrGivenByAttribute_FindsItsMethod()
    {
        await ServeAsync<IShapes>(new Shapes());
        IShapes caller = await CallerAsync<IShapes>();

        Assert.Equal("hi", await caller.NamedWithSuffixAsync("hi").WithinLimitAsync());
        Assert.Equal("number 7", await caller.Overloaded(7).WithinLimitAsync());
        Assert.Equal("text 7", await caller.Overloaded("7").WithinLimitAsync());
    }

    [Fact]
    public async Task Inherited_MethodsOfGenericBases_AreCalled()
    {
        await ServeAsync<IPeople>(new People());
        IPeople people = await CallerAsync<IPeople>();

        await people.Put("a", new Person("Ann", 30)).WithinLimitAsync();

        Assert.Equal(new Person("Ann", 30), await people.Find("a").WithinLimitAsync());
        Assert.Null(await people.Find("b").WithinLimitAsync());
        Assert.Equal(1, await people.Count().WithinLimitAsync());
        await people.Clear().WithinLimitAsync();
        Assert.Equal(0, await people.Count().WithinLimitAsync());
    }

    [Fact]
    public async Task Path_OtherThanTheContracts_LeadsToAnotherController()
    {
        PeerClient callee = await ServeAsync<IProbe>(Probe.Doing(() => Task.FromResult("first")));
        callee.RegisterController<IProbe>("/probe/second", Probe.Doing(() => Task.FromResult("second")));
        PeerClient client = await ConnectAsync();

        Assert.Equal("first", await client.Peer("callee").Controller<IProbe>().Ask("").WithinLimitAsync());
        Assert.Equal(
            "second", await client.Peer("callee").Controller<IProbe>("/probe/second").Ask("").WithinLimitAsync());
    }

    [Fact]
    public async Task Self_CalledByItsOwnId_Answers()
    {
        PeerClient client = await ServeAsync<IProbe>(new Probe());

        Assert.Equal("me", await client.Peer("callee").Controller<IProbe>().Ask("me").WithinLimitAsync());
    }

    [Fact]
    public async Task BothWays_AtTheSameTime_Answer()
    {
        PeerClient left = await ServeAsync<IProbe>(Probe.Doing(() => Task.FromResult("left")), "left");
        PeerClient right = await ServeAsync<IProbe>(Probe.Doing(() => Task.FromResult("right")), "right");

        Task<string> toRight = left.Peer("right").Controller<IProbe>().Ask("");
        Task<string> toLeft = right.Peer("left").Controller<IProbe>().Ask("");

        Assert.Equal("right", await toRight.WithinLimitAsync());
        Assert.Equal("left", await toLeft.WithinLimitAsync());
    }
}
