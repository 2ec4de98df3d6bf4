using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PeerRpc.Client.Balancing;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;
using PeerRpc.TestKit;

namespace PeerRpc.Client.Tests.Balancing;

/// <summary>A directory whose updates a test writes.</summary>
internal sealed class FakeDirectory
{
    private readonly Channel<Watch> _watches = Channel.CreateUnbounded<Watch>();

    public FakeDirectory() =>
        Services = new PoolServices(WatchAsync, id => new Nowhere(id), Clock, WorkScheduler.Pool);

    public ManualClock Clock { get; } = new();

    public PoolServices Services { get; }

    /// <summary>The next watch that is begun.</summary>
    public Task<Watch> NextAsync() => _watches.Reader.ReadAsync().AsTask().WithinLimitAsync();

    /// <summary>Whether there is a watch that nobody has asked for yet.</summary>
    public bool HasNext => _watches.Reader.TryPeek(out _);

    private async IAsyncEnumerable<PeerDirectoryUpdate> WatchAsync(
        PeerFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var watch = new Watch(filter);
        _watches.Writer.TryWrite(watch);
        try
        {
            await foreach (PeerDirectoryUpdate update in watch.Updates.Reader.ReadAllAsync(cancellationToken))
                yield return update;
        }
        finally
        {
            watch.Ended.Open();
        }
    }

    public sealed class Watch(PeerFilter filter)
    {
        public PeerFilter Filter => filter;

        public Gate Ended { get; } = new();

        public Channel<PeerDirectoryUpdate> Updates { get; } = Channel.CreateUnbounded<PeerDirectoryUpdate>();

        public void Tell(params string[] ids) => Updates.Writer.TryWrite(new PeerDirectoryUpdate
        {
            Peers = ids.ToDictionary(
                id => id,
                id => new PeerInfo { Id = id, State = PeerState.Online, Since = DateTimeOffset.UnixEpoch }),
        });
    }

    private sealed class Nowhere(string id) : IOutgoingCallSource
    {
        public string TargetId => id;

        public OutgoingCalls GetCalls() => throw new NotSupportedException();
    }
}
