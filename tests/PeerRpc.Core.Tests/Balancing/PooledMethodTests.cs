using PeerRpc.CodeGeneration;
using PeerRpc.Core.Balancing;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Serialization;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Balancing;

public class PooledMethodTests
{
    private static readonly PeerMethod Repeatable =
        new(0, "Note", PeerMethodKind.OneWay, "void", [], [], isIdempotent: true);

    private readonly ManualClock _clock = new();
    private readonly Dictionary<string, Func<Exception>> _failures = [];
    private readonly List<string> _asked = [];

    [Fact]
    public async Task Send_ThatMayHaveRunAtOnePeerAndNotAtTheNext_FailsAsMaybe()
    {
        _failures["a"] = () => new PeerGoneException("Gone.", Executed.Maybe);
        _failures["b"] = () => new PeerRpcException(PeerErrorCode.InvalidArgument, "Too large.");

        PeerRpcException failure = await Assert.ThrowsAnyAsync<PeerRpcException>(() => SendAsync("a", "b"));

        Assert.Equal(["a", "b"], _asked);
        Assert.Equal((PeerErrorCode.PeerGone, Executed.Maybe), (failure.Code, failure.Executed));
    }

    [Fact]
    public async Task Send_ThatMayHaveRunAndIsThenCancelled_FailsAsMaybe()
    {
        using var stop = new CancellationTokenSource();
        _failures["a"] = () => new PeerGoneException("Gone.", Executed.Maybe);
        _failures["b"] = () =>
        {
            stop.Cancel();
            return new OperationCanceledException(stop.Token);
        };

        PeerCallCanceledException failure =
            await Assert.ThrowsAsync<PeerCallCanceledException>(() => SendAsync(stop.Token, "a", "b"));

        Assert.Equal(["a", "b"], _asked);
        Assert.Equal(Executed.Maybe, failure.Executed);
    }

    private Task SendAsync(params string[] ids) => SendAsync(CancellationToken.None, ids);

    private Task SendAsync(CancellationToken cancellationToken, params string[] ids)
    {
        var pool = new CallPool(_clock, WorkScheduler.Pool, () => { });
        pool.Update(
            ids.ToDictionary(
                id => id, id => new PeerInfo { Id = id, State = PeerState.Online, Since = DateTimeOffset.UnixEpoch }),
            id => new Failing(id, this));
        // The first in the order of the peers, and then the other one.
        Assert.True(pool.TryChoose(PoolOrder.RoundRobin, null, out _));
        var settings = new RemoteCallSettings(new JsonPeerSerializer([]), [], Timeout.InfiniteTimeSpan, _clock);
        var invoker = new PooledInvoker(pool, PoolOrder.RoundRobin, new CallAddress("/test"), settings);
        PeerRemoteMethod<Nothing> method = invoker.Bind(Repeatable);
        return method.SendAsync(method.Begin(), cancellationToken).WithinLimitAsync();
    }

    private sealed class Failing(string id, PooledMethodTests test) : IOutgoingCallSource
    {
        public string TargetId => id;

        public OutgoingCalls GetCalls()
        {
            test._asked.Add(id);
            throw test._failures[id]();
        }
    }
}
