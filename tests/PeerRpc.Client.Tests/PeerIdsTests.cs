using Microsoft.Extensions.Logging.Abstractions;
using PeerRpc.Client.Discovery;
using PeerRpc.Client.Tests.Connections;
using PeerRpc.Core.Calls;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Client.Tests;

public sealed class PeerIdsTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private readonly ManualClock _clock = new();
    private readonly List<string> _done = [];
    private int _asked;

    [Theory]
    [InlineData(PeerErrorCode.DeadlineExceeded)]
    [InlineData(PeerErrorCode.Unavailable)]
    [InlineData(PeerErrorCode.PolicyFailed)]
    [InlineData(PeerErrorCode.ResourceExhausted)]
    public async Task Id_ThatTheBrokerCannotRegisterNow_IsTriedBeyondTheWindow(PeerErrorCode code)
    {
        PeerIds ids = await RegisterAsync(failures: 5, code);

        await ids.RegisterAgainAsync(["bob"], _done.Add, Window, CancellationToken.None).WithinLimitAsync();

        Assert.Equal(["bob"], ids.States.Registered);
        Assert.Equal(["bob"], _done);
        Assert.Equal(7, _asked);
    }

    [Fact]
    public async Task Id_ThatAnotherHolds_IsTriedForTheWindow()
    {
        PeerIds ids = await RegisterAsync(failures: 5, PeerErrorCode.PeerIdInUse);

        await ids.RegisterAgainAsync(["bob"], _done.Add, Window, CancellationToken.None).WithinLimitAsync();

        Assert.Empty(ids.States.Registered);
        Assert.Equal(["bob"], _done);
        Assert.Equal(4, _asked);
    }

    [Fact]
    public async Task Id_ThatIsRefused_IsLostAtOnce()
    {
        PeerIds ids = await RegisterAsync(failures: 5, PeerErrorCode.PermissionDenied);

        await ids.RegisterAgainAsync(["bob"], _done.Add, Window, CancellationToken.None).WithinLimitAsync();

        Assert.Empty(ids.States.Registered);
        Assert.Equal(["bob"], _done);
        Assert.Equal(2, _asked);
    }

    // Every failure takes ten seconds, and comes after one success.
    private async Task<PeerIds> RegisterAsync(int failures, PeerErrorCode code)
    {
        var options = new PeerClientOptions { TimeProvider = _clock, Random = new FixedRandom(0) };
        var ids = new PeerIds(
            new FakeRegistry(_ =>
            {
                if (_asked++ is var asked && asked >= 1 && asked <= failures)
                {
                    _clock.Advance(TimeSpan.FromSeconds(10));
                    throw new PeerRpcException(code, "Not now.", Executed.No);
                }
            }),
            new PeerIdStates([], options.Work, NullLogger.Instance),
            new OwnDescription(new NoDirectory(), new ControllerTable(), NullLogger.Instance),
            options,
            NullLogger.Instance);
        await ids.RegisterAsync("bob", CancellationToken.None);
        return ids;
    }
}
