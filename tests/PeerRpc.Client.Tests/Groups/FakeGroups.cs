using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PeerRpc.Core.Discovery;
using PeerRpc.Core.Groups;
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

    /// <summary>What the members of the present are sent.</summary>
    public Channel<GroupItem> Items { get; private set; } = Channel.CreateUnbounded<GroupItem>();

    /// <summary>What the broker is asked next: "join" or "leave", and the group.</summary>
    public Task<string> NextAsync() => _asked.Reader.ReadAsync().AsTask().WithinLimitAsync();

    /// <summary>Whether it was asked anything that the test has not looked at.</summary>
    public bool HasNext => _asked.Reader.TryPeek(out _);

    public async Task<IAsyncEnumerable<GroupItem>> JoinAsync(GroupJoin join, CancellationToken cancellationToken)
    {
        _asked.Writer.TryWrite($"join {join.Group}");
        await MayJoin.WaitAsync().WaitAsync(cancellationToken);
        if (JoinFailures.TryDequeue(out PeerRpcException? failure))
            throw failure;
        Items = Channel.CreateUnbounded<GroupItem>();
        return TellAsync(Items, cancellationToken);
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
        throw new NotSupportedException();

    public Task<IAsyncEnumerable<PeerInfo[]>> MembersAsync(string group, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IAsyncEnumerable<DirectoryBatch>> WatchAsync(
        GroupWatch watch, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static async IAsyncEnumerable<GroupItem> TellAsync(
        Channel<GroupItem> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new GroupItem(0, Guid.NewGuid());
        await foreach (GroupItem item in items.Reader.ReadAllAsync(cancellationToken))
            yield return item;
    }
}
