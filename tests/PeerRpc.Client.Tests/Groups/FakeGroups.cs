using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PeerRpc.Client.Groups;
using PeerRpc.Core.Discovery;
using PeerRpc.Core.Groups;
using PeerRpc.Core.Serialization;
using PeerRpc.TestKit;

namespace PeerRpc.Client.Tests.Groups;

/// <summary>The groups of a broker that lets a test say when, and with what, it answers.</summary>
internal sealed class FakeGroups : IGroupsController
{
    private readonly Channel<string> _asked = Channel.CreateUnbounded<string>();

    /// <summary>What every Join waits for.</summary>
    public Gate MayJoin { get; set; } = new();

    /// <summary>What every Leave waits for.</summary>
    public Gate MayLeave { get; set; } = new();

    /// <summary>With what the next Joins fail, one after another.</summary>
    public Queue<PeerRpcException> JoinFailures { get; } = [];

    /// <summary>With what the next Leave fails.</summary>
    public PeerRpcException? LeaveFailure { get; set; }

    /// <summary>With what messages fail that are sent.</summary>
    public PeerRpcException? SendFailure { get; set; }

    /// <summary>What the members of the present are sent.</summary>
    public Channel<GroupItem> Items { get; private set; } = Channel.CreateUnbounded<GroupItem>();

    /// <summary>The last Join, as it was asked for.</summary>
    public GroupJoin? LastJoin { get; private set; }

    /// <summary>What the last membership was named.</summary>
    public Guid LastEpoch { get; private set; }

    /// <summary>How many messages the next memberships have missed.</summary>
    public long Missed { get; set; }

    /// <summary>What the broker is asked next: "join" or "leave", and the group.</summary>
    public Task<string> NextAsync() => _asked.Reader.ReadAsync().AsTask().WithinLimitAsync();

    /// <summary>Whether it was asked anything that the test has not looked at.</summary>
    public bool HasNext => _asked.Reader.TryPeek(out _);

    /// <summary>Makes a group of a client, which is joined and sent to under an id.</summary>
    public PeerGroup Group(string name, GroupHubs hubs, Func<string> peerId) => new(
        name, new GroupParts(this, hubs, null!, new JsonPeerSerializer(), peerId, peerId)
        {
            Peer = _ => throw new NotSupportedException(),
            Reconcilers = null!,
        });

    public async Task<IAsyncEnumerable<GroupItem>> JoinAsync(GroupJoin join, CancellationToken cancellationToken)
    {
        LastJoin = join;
        _asked.Writer.TryWrite($"join {join.Group}");
        await MayJoin.WaitAsync().WaitAsync(cancellationToken);
        if (JoinFailures.TryDequeue(out PeerRpcException? failure))
            throw failure;
        Items = Channel.CreateUnbounded<GroupItem>();
        LastEpoch = Guid.NewGuid();
        return TellAsync(new GroupItem(0, LastEpoch, Missed), Items, cancellationToken);
    }

    public async Task LeaveAsync(string group, string peerId, CancellationToken cancellationToken)
    {
        _asked.Writer.TryWrite($"leave {group}");
        await MayLeave.WaitAsync();
        if (LeaveFailure is { } failure)
        {
            LeaveFailure = null;
            throw failure;
        }
    }

    public Task SendAsync(GroupMessage message, CancellationToken cancellationToken) =>
        SendFailure is { } failure ? Task.FromException(failure) : Task.CompletedTask;

    public Task<IAsyncEnumerable<PeerInfo[]>> MembersAsync(string group, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IAsyncEnumerable<DirectoryBatch>> WatchAsync(
        GroupWatch watch, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static async IAsyncEnumerable<GroupItem> TellAsync(
        GroupItem first, Channel<GroupItem> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return first;
        await foreach (GroupItem item in items.Reader.ReadAllAsync(cancellationToken))
            yield return item;
    }
}
