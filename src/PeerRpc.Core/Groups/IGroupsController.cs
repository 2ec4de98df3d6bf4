using PeerRpc.Core.Discovery;

namespace PeerRpc.Core.Groups;

/// <summary>The broker's own controller for groups: who is a member, and what is told to all of them.</summary>
[PeerController(Path)]
internal interface IGroupsController
{
    /// <summary>Where the broker serves it.</summary>
    const string Path = "$peerrpc/groups";

    /// <summary>Makes an id of the client a member, or goes on where it was one before.</summary>
    /// <returns>What the other members send, until the membership ends.</returns>
    Task<IAsyncEnumerable<GroupItem>> JoinAsync(GroupJoin join, CancellationToken cancellationToken = default);

    /// <summary>Ends a membership; does nothing if there is none.</summary>
    Task LeaveAsync(string group, string peerId, CancellationToken cancellationToken = default);

    /// <summary>Tells all members but the sender; ends when it is certain that they will be told.</summary>
    Task SendAsync(GroupMessage message, CancellationToken cancellationToken = default);

    /// <summary>The members that the client may see, some at a time.</summary>
    Task<IAsyncEnumerable<PeerInfo[]>> MembersAsync(string group, CancellationToken cancellationToken = default);

    /// <summary>The members that the client may see, and then every change.</summary>
    Task<IAsyncEnumerable<DirectoryBatch>> WatchAsync(
        GroupWatch watch, CancellationToken cancellationToken = default);
}
