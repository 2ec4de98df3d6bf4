using PeerRpc.Core.Discovery;
using PeerRpc.Core.Groups;

namespace PeerRpc.Client.Groups;

/// <summary>The broker's groups, as proxies and topics use them: what cannot be sent is noted.</summary>
/// <remarks>
/// Nobody has to await the task of a one-way call. Whoever keeps members the same learns here that one has failed.
/// </remarks>
/// <param name="broker">The broker's groups.</param>
/// <param name="hubs">Told of failures.</param>
internal sealed class WatchedGroups(IGroupsController broker, GroupHubs hubs) : IGroupsController
{
    public Task SendAsync(GroupMessage message, CancellationToken cancellationToken)
    {
        // Asked before: whoever begins to watch later compares with all members then, anyway.
        return hubs.StandingOf(message.Group) is { IsEmpty: false } standing
            ? SendWatchedAsync(message, standing, cancellationToken)
            : broker.SendAsync(message, cancellationToken);
    }

    public Task<IAsyncEnumerable<GroupItem>> JoinAsync(GroupJoin join, CancellationToken cancellationToken) =>
        broker.JoinAsync(join, cancellationToken);

    public Task LeaveAsync(string group, string peerId, CancellationToken cancellationToken) =>
        broker.LeaveAsync(group, peerId, cancellationToken);

    public Task<IAsyncEnumerable<PeerInfo[]>> MembersAsync(string group, CancellationToken cancellationToken) =>
        broker.MembersAsync(group, cancellationToken);

    public Task<IAsyncEnumerable<DirectoryBatch>> WatchAsync(GroupWatch watch, CancellationToken cancellationToken) =>
        broker.WatchAsync(watch, cancellationToken);

    private async Task SendWatchedAsync(
        GroupMessage message, GroupStanding standing, CancellationToken cancellationToken)
    {
        bool isSent = false;
        try
        {
            await broker.SendAsync(message, cancellationToken).ConfigureAwait(false);
            isSent = true;
        }
        finally
        {
            if (!isSent)
                standing.Miss();
        }
    }
}
