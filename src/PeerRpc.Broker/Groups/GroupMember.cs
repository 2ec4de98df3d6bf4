namespace PeerRpc.Broker.Groups;

/// <summary>
/// A peer id that is a member of a group, connected or on its way back. Guarded by the gate of its group.
/// </summary>
/// <param name="peerId">The id.</param>
internal sealed class GroupMember(string peerId)
{
    public string PeerId => peerId;

    /// <summary>Names this membership to its client.</summary>
    public Guid Epoch { get; private set; }

    /// <summary>The last message before it.</summary>
    public long JoinedAt { get; private set; }

    /// <summary>How many messages it has sent itself since it joined.</summary>
    public long Own { get; private set; }

    /// <summary>Sends it what the others send; null while it has no stream.</summary>
    public MemberFeed? Feed { get; set; }

    /// <summary>Somebody begins to listen who knows of nothing before.</summary>
    /// <param name="epoch">Names the membership from now on.</param>
    /// <param name="last">The last message of the group.</param>
    public void Begin(Guid epoch, long last)
    {
        Epoch = epoch;
        JoinedAt = last;
        Own = 0;
    }

    /// <summary>It has sent a message itself.</summary>
    public void CountOwn() => Own++;

    /// <summary>How many messages of others there have been since it joined.</summary>
    /// <param name="last">The last message of the group.</param>
    public long CountOfOthers(long last) => last - JoinedAt - Own;
}
