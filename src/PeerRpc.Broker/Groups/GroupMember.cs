namespace PeerRpc.Broker.Groups;

/// <summary>
/// A peer id that is a member of a group, connected or on its way back. Guarded by the gate of its group.
/// </summary>
/// <param name="peerId">The id.</param>
/// <param name="epoch">Names this membership to its client.</param>
/// <param name="joinedAt">The last message before it.</param>
internal sealed class GroupMember(string peerId, Guid epoch, long joinedAt)
{
    public string PeerId => peerId;

    public Guid Epoch => epoch;

    public long JoinedAt => joinedAt;

    /// <summary>How many messages it has sent itself since it joined.</summary>
    public long Own { get; set; }

    /// <summary>Sends it what the others send; null while it has no stream.</summary>
    public MemberFeed? Feed { get; set; }

    /// <summary>How many messages of others there have been since it joined.</summary>
    /// <param name="last">The last message of the group.</param>
    public long CountOfOthers(long last) => last - joinedAt - Own;
}
