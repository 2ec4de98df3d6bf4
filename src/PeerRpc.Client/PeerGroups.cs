using PeerRpc.Core.Groups;

namespace PeerRpc.Client;

/// <summary>Makes the groups of a client.</summary>
/// <param name="parts">What they work with.</param>
internal sealed class PeerGroups(GroupParts parts)
{
    public PeerGroup Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (GroupName.LengthOf(name) > GroupName.MaxLength || !GroupName.IsWellFormed(name))
            throw new ArgumentException(
                "The name of a group has 1 to 128 bytes of UTF-8, and no control characters.", nameof(name));
        return new PeerGroup(name, parts);
    }

    /// <summary>An id has been given up: it is a member of nothing any more.</summary>
    public void Revoke(string peerId) => parts.Hubs.Revoke(peerId);

    /// <summary>The client is closed.</summary>
    public Task CloseAsync() => parts.Hubs.CloseAsync();
}
