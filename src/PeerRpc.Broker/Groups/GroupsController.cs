using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Options;
using PeerRpc.Broker.Discovery;
using PeerRpc.Broker.Policies;
using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Sessions;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Discovery;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Groups;

namespace PeerRpc.Broker.Groups;

/// <summary>The groups, as clients call them.</summary>
internal sealed class GroupsController(
    GroupTable groups, GroupSenders senders, GroupAdmission admission, PeerTable peers, PolicyEvaluator policies,
    RunningViews views, IOptions<PeerBrokerOptions> options, Gathering gathering) : IGroupsController
{
    public async Task<IAsyncEnumerable<GroupItem>> JoinAsync(GroupJoin join, CancellationToken cancellationToken)
    {
        BrokerSession session = CurrentSession();
        admission.CheckName(join.Group);
        await admission.WaitForIdAsync(session, join.PeerId, cancellationToken);
        await admission.CheckJoinAsync(session, join.Group, cancellationToken);
        // Once more: while the policies were asked, the id may have become somebody else's.
        if (!session.View.PeerIds.Contains(join.PeerId))
            throw new RefusalException(PeerErrorCode.Unavailable, $"'{join.PeerId}' is not registered any more.");
        return groups.Join(join);
    }

    public async Task LeaveAsync(string group, string peerId, CancellationToken cancellationToken)
    {
        BrokerSession session = CurrentSession();
        await admission.WaitForIdAsync(session, peerId, cancellationToken);
        groups.Leave(group, peerId);
    }

    public Task SendAsync(GroupMessage message, CancellationToken cancellationToken)
    {
        admission.CheckName(message.Group);
        CheckSize(message);
        return senders.Get(CurrentSession(), message.Group).SendAsync(message, cancellationToken);
    }

    public async Task<IAsyncEnumerable<PeerInfo[]>> MembersAsync(string group, CancellationToken cancellationToken)
    {
        BrokerSession session = CurrentSession();
        admission.CheckName(group);
        await admission.CheckJoinAsync(session, group, cancellationToken);
        return groups.Find(group) is not { } found
            ? AsyncEnumerable.Empty<PeerInfo[]>()
            : views.RunAsync(
                session, ViewOf(session).ListAsync(new GroupPeers(found, peers), cancellationToken), cancellationToken);
    }

    public async Task<IAsyncEnumerable<DirectoryBatch>> WatchAsync(
        GroupWatch watch, CancellationToken cancellationToken)
    {
        BrokerSession session = CurrentSession();
        admission.CheckName(watch.Group);
        await admission.CheckJoinAsync(session, watch.Group, cancellationToken);
        return views.RunAsync(session, FollowAsync(watch, ViewOf(session), cancellationToken), cancellationToken);
    }

    private static BrokerSession CurrentSession() => ((IncomingCall)PeerCall.Current!).Session<BrokerSession>();

    private void CheckSize(GroupMessage message)
    {
        int limit = options.Value.MaxGroupMessageBytes;
        if (message.Payload.Length > limit)
        {
            throw new RefusalException(
                PeerErrorCode.ResourceExhausted,
                $"A message takes {message.Payload.Length} bytes, and groups take {limit}.");
        }
        if (Encoding.UTF8.GetByteCount(message.Path) > WireLimits.Name
            || Encoding.UTF8.GetByteCount(message.Method) is 0 or > WireLimits.Name)
        {
            throw new RefusalException(
                PeerErrorCode.InvalidArgument,
                $"A path and the name of a method or a topic have at most {WireLimits.Name} bytes.");
        }
    }

    private PeerView ViewOf(BrokerSession session) =>
        new(session.View, new PeerFilter(), policies, [.. options.Value.DirectoryClaimTypes]);

    private async IAsyncEnumerable<DirectoryBatch> FollowAsync(
        GroupWatch watch, PeerView view, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Group group = groups.Watch(watch.Group);
        try
        {
            var follow = new PeerWatch(group.Epoch, new GroupPeers(group, peers), view, gathering);
            var start = new DirectoryWatch(new PeerFilter(), watch.Epoch, watch.Number);
            await foreach (DirectoryBatch batch in follow.RunAsync(start, cancellationToken))
                yield return batch;
        }
        finally
        {
            groups.Unwatch(group);
        }
    }
}
