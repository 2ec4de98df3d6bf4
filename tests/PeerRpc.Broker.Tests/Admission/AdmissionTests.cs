using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Admission;

public class AdmissionTests
{
    [Fact]
    public async Task Handshakes_PastTheLimitOfAnAddress_AreRefusedUntilOneIsDone()
    {
        await using var broker = new TestBroker(o => o.MaxUnauthenticatedConnectionsPerAddress = 2);
        RawClient first = broker.Dial(address: "10.0.0.1");
        broker.Dial(address: "10.0.0.1");

        GoodbyeFrame refused = await broker.Dial(address: "10.0.0.1").ExpectGoodbyeAsync();
        await broker.Dial(address: "10.0.0.2").ShakeHandsAsync();
        await first.ShakeHandsAsync();
        await broker.Dial(address: "10.0.0.1").ShakeHandsAsync();

        Assert.Equal(PeerErrorCode.ResourceExhausted, refused.Code);
        Assert.True(refused.RetryAfter > TimeSpan.Zero);
    }

    [Fact]
    public async Task Handshakes_PastTheLimitInAll_AreRefusedUntilOneHasFailed()
    {
        await using var broker = new TestBroker(o => o.MaxUnauthenticatedConnections = 1);
        RawClient first = broker.Dial();

        Assert.Equal(PeerErrorCode.ResourceExhausted, (await broker.Dial().ExpectGoodbyeAsync()).Code);
        await first.CloseAsync();
        await first.BrokerSide.WaitAsync(RawClient.Deadline);

        await broker.ConnectAsync();
    }

    [Fact]
    public async Task Connections_PastTheLimitOfAPrincipal_AreRefused_AnonymousOnesAreNotCounted()
    {
        await using var broker = new TestBroker(o => o.MaxConnectionsPerPrincipal = 1);
        RawClient first = await broker.ConnectAsync(principal: TestBroker.User("alice"));
        RawClient second = broker.Dial(TestBroker.User("alice"));

        await second.SendAsync(0, RawClient.Hello());

        Assert.Equal(PeerErrorCode.ResourceExhausted, (await second.ExpectGoodbyeAsync()).Code);
        await broker.ConnectAsync(principal: TestBroker.User("bob"));
        await broker.ConnectAsync();
        await broker.ConnectAsync();
        await first.LeaveAsync();
        await broker.ConnectAsync(principal: TestBroker.User("alice"));
    }
}
