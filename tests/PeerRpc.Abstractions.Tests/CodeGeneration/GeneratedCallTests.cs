namespace PeerRpc.Tests.CodeGeneration;

/// <summary>What the generated proxy writes is what the generated dispatcher reads.</summary>
public class GeneratedCallTests
{
    private readonly Depot _depot = new();
    private readonly Loopback<IDepot> _loopback;

    public GeneratedCallTests() => _loopback = new Loopback<IDepot>(_depot);

    private IDepot Proxy => _loopback.Proxy;

    [Theory]
    [InlineData(3, null, 1, "x/3/none")]
    [InlineData(4, null, 2, "x/4/none")]
    [InlineData(3, "fragile", 3, "x/3/fragile")]
    public async Task Call_TrailingDefaults_AreNotSent(int priority, string? note, int sent, string result)
    {
        Assert.Equal(result, await Proxy.Label("x", priority, note));
        Assert.Equal(sent, _loopback.Sent);
    }

    [Fact]
    public async Task Call_Token_ReachesMethodButNotWire()
    {
        using var source = new CancellationTokenSource();

        await Proxy.Label("x", cancellationToken: source.Token);

        Assert.Equal(source.Token, _depot.Token);
        Assert.Equal(1, _loopback.Sent);
    }

    [Fact]
    public async Task Call_PeerCallParameter_IsFilledInByCallee()
    {
        Assert.Equal("alice", await Proxy.WhoCalls());
        Assert.Equal(0, _loopback.Sent);
    }

    [Fact]
    public async Task Call_NineArguments_KeepTheirOrder()
    {
        Assert.Equal(45, await Proxy.Sum(1, 2, 3, 4, 5, 6, 7, 8, 9));
        IEnumerable<int> received = Enumerable.Range(0, 9).Select(i => (int)_loopback.Last!.Arguments![i]!);
        Assert.Equal(Enumerable.Range(1, 9), received);
    }

    [Fact]
    public async Task Call_InheritedGenericMethod_ReturnsResult()
    {
        Assert.Equal("a", (await Proxy.Get("a"))?.Label);
        Assert.Null(await Proxy.Get("none"));
    }

    [Fact]
    public async Task Call_DefaultInterfaceMethod_StaysLocal()
    {
        Assert.Equal("a store", await Proxy.Describe());
        Assert.Null(_loopback.Last);
    }

    [Fact]
    public async Task Call_OneWayMethods_AreEntered()
    {
        Proxy.Ring(2);
        await Proxy.Knock();

        Assert.Equal(3, _depot.Rings);
    }
}
