using Xunit;

namespace PeerRpc.Client.Tests;

public sealed class RemotePeerTests
{
    private readonly PeerClient _client = new(new PeerClientOptions { Address = new Uri("ws://127.0.0.1/") });

    [Fact]
    public void Peer_WithAnId_HasIt()
    {
        Assert.Equal("bob", _client.Peer("bob").Id);
        Assert.Equal("", _client.Broker.Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not an id")]
    public void Peer_WithSomethingElse_Refuses(string id) =>
        Assert.Throws<ArgumentException>(() => _client.Peer(id));

    [Theory]
    [InlineData(0)]
    [InlineData(-5000)]
    public void WithDeadline_ThatIsNone_Refuses(int milliseconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _client.Peer("bob").WithDeadline(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void WithDeadline_Given_MakesAnotherObject()
    {
        RemotePeer bob = _client.Peer("bob");

        Assert.NotSame(bob, bob.WithDeadline(TimeSpan.FromSeconds(1)));
        Assert.NotSame(bob, bob.WithDeadline(Timeout.InfiniteTimeSpan));
        Assert.Equal("bob", bob.WithDeadline(TimeSpan.FromSeconds(1)).CalledAs("me").Id);
    }

    [Fact]
    public void Controller_OfAnInterfaceWithoutGeneratedCode_SaysWhatToDo()
    {
        InvalidOperationException failure = Assert.Throws<InvalidOperationException>(
            () => _client.Peer("bob").Controller<IDisposable>());

        Assert.Contains("[PeerController", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RegisterAsPeerAsync_WithSomethingElseThanAnId_Refuses() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _client.RegisterAsPeerAsync("not an id"));

    [Fact]
    public void RegisterController_WithoutAnObject_Refuses() =>
        Assert.Throws<ArgumentNullException>(() => _client.RegisterController<IPing>(null!));

    [Fact]
    public void RegisterController_AtAPathThatIsNone_Refuses()
    {
        Assert.Throws<ArgumentNullException>(() => _client.RegisterController<IPing>(null!, new Ping()));
        Assert.Throws<ArgumentException>(() => _client.RegisterController<IPing>("", new Ping()));
        Assert.Throws<ArgumentException>(() => _client.RegisterController<IPing>(new string('x', 129), new Ping()));
    }

    private sealed class Ping : IPing
    {
        public Task Send() => Task.CompletedTask;
    }
}
