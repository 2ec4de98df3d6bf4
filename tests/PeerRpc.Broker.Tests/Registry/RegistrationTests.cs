using PeerRpc.Broker.Policies;
using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Registry;

public class RegistrationTests
{
    [Fact]
    public async Task Register_ThousandRacing_ExactlyOneWins()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient[] clients = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => broker.ConnectAsync()));
        using var start = new Barrier(8);

        IEnumerable<Task<PeerErrorCode>> racing = clients.Chunk(125).SelectMany(chunk =>
        {
            var outcomes = chunk.Select(_ => new TaskCompletionSource<PeerErrorCode>()).ToArray();
            new Thread(() =>
            {
                start.SignalAndWait();
                for (int i = 0; i < chunk.Length; i++)
                    outcomes[i].SetResult(chunk[i].TryRegisterAsync("one").Result);
            }).Start();
            return outcomes.Select(outcome => outcome.Task);
        });
        PeerErrorCode[] codes = await Task.WhenAll(racing).WaitAsync(RawClient.Deadline);

        Assert.Single(codes, PeerErrorCode.None);
        Assert.Equal(999, codes.Count(code => code == PeerErrorCode.PeerIdInUse));
        Assert.Single(clients, client => client.Session.View.PeerIds.Contains("one"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a/b")]
    [InlineData("ä")]
    [InlineData("nul\0")]
    [Trait("Must", "Q-22")]
    public async Task Register_AnIdOfTheWrongForm_IsInvalidArgument(string id)
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync();

        Assert.Equal(PeerErrorCode.InvalidArgument, await alice.TryRegisterAsync(id));
    }

    [Fact]
    [Trait("Must", "Q-22")]
    public async Task Register_TheLongestId_Works_OneMoreDoesNot()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync();

        Assert.Equal(PeerErrorCode.None, await alice.TryRegisterAsync(new string('x', 128)));
        Assert.Equal(PeerErrorCode.InvalidArgument, await alice.TryRegisterAsync(new string('x', 129)));
    }

    [Fact]
    public async Task Register_PastTheLimit_IsResourceExhaustedAndTheConnectionLives()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync();
        for (int i = 0; i < 16; i++)
            Assert.Equal(PeerErrorCode.None, await alice.TryRegisterAsync($"a{i}"));

        Assert.Equal(PeerErrorCode.ResourceExhausted, await alice.TryRegisterAsync("a16"));
        await alice.SyncAsync();
    }

    [Fact]
    public async Task Register_TheSameIdAgain_DoesNothingAndAsksNobody()
    {
        var rules = new PolicyRules();
        await using var broker = PolicyBroker.Create(rules);
        RawClient alice = await broker.ConnectAsync("alice");

        Assert.Equal(PeerErrorCode.None, await alice.TryRegisterAsync("alice"));

        Assert.Single(rules.Asked);
        Assert.Equal(["alice"], alice.Session.View.PeerIds);
    }

    [Fact]
    public async Task Register_WithoutAnyPolicy_IsDeniedAndSaysWhatToDo()
    {
        await using var broker = new TestBroker();
        RawClient alice = await broker.ConnectAsync();

        var refused = await Assert.ThrowsAsync<PeerRpcException>(() => alice.RegisterAsync("alice"));

        Assert.Equal(PeerErrorCode.PermissionDenied, refused.Code);
        Assert.Equal(PolicyEvaluator.NoPolicyText, refused.Message);
        Assert.Equal(PeerErrorOrigin.Broker, refused.Origin);
    }

    [Fact]
    public async Task Register_AForbiddenIdThatIsInUse_DoesNotTellThatItIs()
    {
        var rules = new PolicyRules();
        await using var broker = PolicyBroker.Create(rules);
        await broker.ConnectAsync("vault");
        RawClient mallory = await broker.ConnectAsync();
        rules.Register = _ => false;

        Assert.Equal(PeerErrorCode.PermissionDenied, await mallory.TryRegisterAsync("vault"));
    }

    [Fact]
    public async Task Unregister_FreesTheIdForOthers_AndOnlyForItsOwner()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync("shared"), bob = await broker.ConnectAsync();
        var registry = broker.Get<PeerRegistry>();

        Assert.False(registry.Unregister(bob.Session, "shared"));
        Assert.True(registry.Unregister(alice.Session, "shared"));

        Assert.Equal(PeerErrorCode.None, await bob.TryRegisterAsync("shared"));
        Assert.Empty(alice.Session.View.PeerIds);
    }

    [Fact]
    public async Task Register_WhoseVerdictComesAfterTheEnd_LeavesNothingBehind()
    {
        var verdict = new TaskCompletionSource();
        var rules = new PolicyRules { Before = verdict.Task };
        await using var broker = PolicyBroker.Create(rules);
        RawClient alice = await broker.ConnectAsync();
        Task<PeerErrorCode> registering = alice.TryRegisterAsync("ghost");

        await alice.LeaveAsync();
        verdict.SetResult();

        Assert.NotEqual(PeerErrorCode.None, await registering.WaitAsync(RawClient.Deadline));
        Assert.False(broker.Get<PeerTable>().TryFind("ghost", out _));
    }

    [Fact]
    public async Task Goodbye_OfALeavingClient_FreesItsIdsBeforeTheBrokerClosesItsDirection()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient leaving = await broker.ConnectAsync("alice");
        RawClient next = await broker.ConnectAsync();

        await leaving.SendAsync(0, GoodbyeFrame.Leaving);
        await leaving.SyncAsync();

        await next.RegisterAsync("alice");
        Assert.Equal(["alice"], next.Session.View.PeerIds);
    }
}
