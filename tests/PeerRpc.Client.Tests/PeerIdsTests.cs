using Microsoft.Extensions.Logging.Abstractions;
using PeerRpc.Client.Discovery;
using PeerRpc.Client.Tests.Connections;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Discovery;
using PeerRpc.Core.Registration;
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

        Assert.Equal(["bob"], ids.Registered);
        Assert.Equal(["bob"], _done);
        Assert.Equal(7, _asked);
    }

    [Fact]
    public async Task Id_ThatAnotherHolds_IsTriedForTheWindow()
    {
        PeerIds ids = await RegisterAsync(failures: 5, PeerErrorCode.PeerIdInUse);

        await ids.RegisterAgainAsync(["bob"], _done.Add, Window, CancellationToken.None).WithinLimitAsync();

        Assert.Empty(ids.Registered);
        Assert.Equal(["bob"], _done);
        Assert.Equal(4, _asked);
    }

    [Fact]
    public async Task Id_ThatIsRefused_IsLostAtOnce()
    {
        PeerIds ids = await RegisterAsync(failures: 5, PeerErrorCode.PermissionDenied);

        await ids.RegisterAgainAsync(["bob"], _done.Add, Window, CancellationToken.None).WithinLimitAsync();

        Assert.Empty(ids.Registered);
        Assert.Equal(["bob"], _done);
        Assert.Equal(2, _asked);
    }

    // Every failure takes ten seconds, and comes after one success.
    private async Task<PeerIds> RegisterAsync(int failures, PeerErrorCode code)
    {
        var options = new PeerClientOptions { TimeProvider = _clock, Random = new FixedRandom(0) };
        var ids = new PeerIds(
            new FakeRegistry(() =>
            {
                if (_asked++ is var asked && asked >= 1 && asked <= failures)
                {
                    _clock.Advance(TimeSpan.FromSeconds(10));
                    throw new PeerRpcException(code, "Not now.", Executed.No);
                }
            }),
            new OwnDescription(new NoDirectory(), new ControllerTable(), NullLogger.Instance),
            options,
            NullLogger.Instance);
        await ids.RegisterAsync("bob", CancellationToken.None);
        return ids;
    }

    private sealed class FakeRegistry(Action register) : IRegistryController
    {
        public Task RegisterAsync(RegisterRequest request, CancellationToken cancellationToken = default)
        {
            register();
            return Task.CompletedTask;
        }

        public Task UnregisterAsync(string peerId, CancellationToken cancellationToken = default) =>
            Task.CompletedTask;
    }

    // A client that serves nothing and says nothing of itself tells nothing.
    private sealed class NoDirectory : IDirectoryController
    {
        public Task PublishAsync(PeerDescription description, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public IAsyncEnumerable<PeerInfo[]> List(PeerFilter filter, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<PeerInfo?> GetAsync(string peerId, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public IAsyncEnumerable<DirectoryBatch> Watch(
            DirectoryWatch watch, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }
}
