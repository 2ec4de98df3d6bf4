namespace PeerRpc.Integration.Behaviours;

/// <summary>Calls that are made while one is served.</summary>
public abstract class Callbacks<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    [Theory]
    [InlineData(1024)]
    [InlineData(1)]
    public async Task Controller_CallsItsCallerBack_WithoutADeadlock(int callsPerLink)
    {
        PeerClient callee = await ConnectAsync("callee", o => o.MaxCallsPerLink = callsPerLink);
        callee.RegisterController<IProbe>(Probe.Handling((text, call) =>
            callee.Peer(call.CallerId!).Controller<IProbe>().Ask($"{text} back")));
        PeerClient caller = await ServeAsync<IProbe>(new Probe(), "caller", o => o.MaxCallsPerLink = callsPerLink);

        IProbe probe = caller.Peer("callee").Controller<IProbe>();

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => probe.Ask($"{i}")))
            .WithinLimitAsync();

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i} back"), answers);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(1)]
    public async Task Controller_CallsItself_WithoutADeadlock(int callsPerLink)
    {
        PeerClient client = await ConnectAsync("self", o => o.MaxCallsPerLink = callsPerLink);
        client.RegisterController<IProbe>(Probe.Handling((text, _) =>
            text == "inner" ? Task.FromResult("done") : client.Peer("self").Controller<IProbe>().Ask("inner")));

        Assert.Equal("done", await client.Peer("self").Controller<IProbe>().Ask("outer").WithinLimitAsync());
    }

    [Fact]
    public async Task Chain_OfPeers_PassesTheAnswerBack()
    {
        const int Length = 10;
        for (int i = 0; i < Length; i++)
        {
            int next = i + 1;
            PeerClient link = await ConnectAsync($"peer{i}");
            link.RegisterController<IProbe>(Probe.Handling((text, _) => next == Length
                ? Task.FromResult(text)
                : link.Peer($"peer{next}").Controller<IProbe>().Ask($"{text}{next}")));
        }
        IProbe probe = await CallerAsync<IProbe>("peer0");

        Assert.Equal("0123456789", await probe.Ask("0").WithinLimitAsync());
    }

    [Fact]
    public async Task Nested_FailureThatIsNotCaught_IsInternalForTheOuterCaller()
    {
        PeerClient callee = await ConnectAsync("callee");
        callee.RegisterController<IProbe>(Probe.Handling((text, _) =>
            callee.Peer("nobody").Controller<IProbe>().Ask(text)));
        IProbe probe = await CallerAsync<IProbe>();

        PeerRpcException failure = await probe.Ask("x")
            .FailsAsync(PeerErrorCode.Internal, Executed.Yes, PeerErrorOrigin.CalleeCode);

        Assert.DoesNotContain("nobody", failure.Message, StringComparison.Ordinal);
    }
}
