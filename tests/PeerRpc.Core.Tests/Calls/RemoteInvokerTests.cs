using PeerRpc.Core.Endpoints;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Core.Tests.Calls;

public class RemoteInvokerTests
{
    [Fact]
    public async Task Call_WhoseLinksAreRefusedBeforeItIsOnThem_FailsAsTheRefusalSays()
    {
        using var linked = LinkedCalls.Serving(Task.FromResult);
        var refused = new RouteRefusedFrame(
            PeerErrorCode.PermissionDenied, PeerErrorOrigin.Broker, TimeSpan.FromSeconds(3), "You are not 'alice'.");
        linked.CallerEnd.End(LinkErrors.Refused(refused));

        var error = await Assert.ThrowsAsync<PeerRpcException>(() => linked.Proxy.Run("x"));

        Assert.Equal(
            (PeerErrorCode.PermissionDenied, Executed.No, PeerErrorOrigin.Broker, "You are not 'alice'."),
            (error.Code, error.Executed, error.Origin, error.Message));
        Assert.Equal(TimeSpan.FromSeconds(3), error.RetryAfter);
    }

    [Fact]
    public async Task Calls_ThatCannotBeStarted_AreCountedAsTheyFail()
    {
        using var linked = LinkedCalls.Serving(Task.FromResult);
        linked.CallerEnd.End((executed, _) => new PeerRpcException(PeerErrorCode.PeerGone, "gone", executed));

        await Assert.ThrowsAsync<PeerRpcException>(() => linked.Proxy.Run("x"));
        await Assert.ThrowsAsync<PeerRpcException>(() => linked.Proxy.Tell("x"));
        await Assert.ThrowsAsync<PeerCallCanceledException>(() => linked.Proxy.Run("x", new CancellationToken(true)));

        Dictionary<PeerErrorCode, long> failed = new() { [PeerErrorCode.PeerGone] = 2, [PeerErrorCode.Cancelled] = 1 };
        Assert.Equal(failed, linked.Caller.Counts.Made);
    }
}
