using System.Security.Claims;

namespace PeerRpc.Integration.Behaviours;

/// <summary>What a callee is told of its caller.</summary>
public abstract class Identity<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    public async Task Caller_NotRegistered_HasNoId()
    {
        await ServeAsync<IProbe>(CallerIdProbe());
        IProbe probe = await CallerAsync<IProbe>();

        Assert.Equal("none", await probe.Ask("x").WithinLimitAsync());
    }

    [Fact]
    public async Task Caller_RegisteredUnderSeveralIds_CallsAsTheFirstOrAsItSays()
    {
        await ServeAsync<IProbe>(CallerIdProbe());
        PeerClient client = await ConnectAsync("first");
        await client.RegisterAsPeerAsync("second").WithinLimitAsync();

        RemotePeer callee = client.Peer("callee");

        Assert.Equal("first", await callee.Controller<IProbe>().Ask("x").WithinLimitAsync());
        Assert.Equal("second", await callee.CalledAs("second").Controller<IProbe>().Ask("x").WithinLimitAsync());
        Assert.Equal("first", await callee.CalledAs("first").Controller<IProbe>().Ask("x").WithinLimitAsync());
    }

    [Fact]
    public async Task Caller_ThatClaimsAnothersId_IsRefused()
    {
        Probe probe = CallerIdProbe();
        await ServeAsync<IProbe>(probe);
        await ConnectAsync("alice");
        PeerClient mallory = await ConnectAsync("mallory");

        await mallory.Peer("callee").CalledAs("alice").Controller<IProbe>().Ask("x")
            .FailsAsync(PeerErrorCode.PermissionDenied, Executed.No, PeerErrorOrigin.Broker);

        Assert.Equal(0, probe.Entered);
    }

    [Fact]
    public async Task Call_AsParameterAndAsCurrent_IsTheSame()
    {
        await ServeAsync<IProbe>(new Probe(async (_, call, token) =>
        {
            bool same = ReferenceEquals(PeerCall.Current, call) && call.CancellationToken == token;
            await Task.Yield();
            return $"{same && ReferenceEquals(PeerCall.Current, call)}";
        }));
        IProbe probe = await CallerAsync<IProbe>();

        Assert.Equal("True", await probe.Ask("x").WithinLimitAsync());
    }

    [Fact]
    public async Task Current_OutsideOfACall_IsNull()
    {
        await ServeAsync<IProbe>(new Probe());
        PeerClient client = await ConnectAsync();
        Assert.Null(PeerCall.Current);

        await client.Peer("callee").Controller<IProbe>().Ask("x").WithinLimitAsync();

        Assert.Null(PeerCall.Current);
    }

    [Fact]
    public async Task Call_DescribesItsTarget()
    {
        await ServeAsync<IProbe>(Probe.Handling((_, call) =>
            Task.FromResult($"{call.TargetId} {call.Controller} {call.Method}")));
        IProbe probe = await CallerAsync<IProbe>();

        Assert.Equal("callee /probe Ask", await probe.Ask("x").WithinLimitAsync());
    }

    [Fact]
    public async Task Claims_OfAnAuthenticatedCaller_AreThoseThatTheBrokerStamps()
    {
        await ServeAsync<IProbe>(ClaimsProbe());
        IProbe probe = await CallerAsync<IProbe>(configure: o => o.AccessToken = _ => new("ann,moderator"));

        Assert.Equal("True ann moderator none", await probe.Ask("x").WithinLimitAsync());
    }

    [Fact]
    public async Task Claims_OfAnAnonymousCaller_AreNone()
    {
        await ServeAsync<IProbe>(ClaimsProbe());
        IProbe probe = await CallerAsync<IProbe>();

        Assert.Equal("False none none none", await probe.Ask("x").WithinLimitAsync());
    }

    [Fact]
    public async Task Claims_ThatTheOptionsName_AreStampedToo()
    {
        await StartBrokerAsync(o => o.StampedClaimTypes = ["secret"]);
        await ServeAsync<IProbe>(ClaimsProbe());
        IProbe probe = await CallerAsync<IProbe>(configure: o => o.AccessToken = _ => new("ann"));

        Assert.Equal("True none none stays with the broker", await probe.Ask("x").WithinLimitAsync());
    }

    private static Probe CallerIdProbe() => Probe.Handling((_, call) => Task.FromResult(call.CallerId ?? "none"));

    private static Probe ClaimsProbe() => Probe.Handling((_, call) =>
    {
        ClaimsPrincipal caller = call.Caller;
        string[] claims = [ClaimTypes.Name, ClaimTypes.Role, "secret"];
        IEnumerable<string> values = claims.Select(type => caller.FindFirst(type)?.Value ?? "none");
        return Task.FromResult($"{caller.Identity!.IsAuthenticated} {string.Join(' ', values)}");
    });
}
