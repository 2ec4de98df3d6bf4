using PeerRpc.Core.Groups;

namespace PeerRpc.Client.Groups;

/// <summary>Has a membership; told by it one after another.</summary>
internal interface IGroupListener
{
    /// <summary>Whether somebody joins again when the membership has ended otherwise than on purpose.</summary>
    bool IsKept { get; }

    /// <summary>It has joined, or joined again; what was missed before has been told.</summary>
    void OnJoined();

    /// <summary>Nothing comes at this moment.</summary>
    void OnInterrupted();

    /// <summary>Something was missed.</summary>
    void OnGap(PeerGroupGap gap);

    /// <summary>A message of a topic has come.</summary>
    void OnTopic(GroupDelivery message);

    /// <summary>The membership has ended; why, or null for an end on purpose.</summary>
    void OnEnded(GroupMembership membership, PeerRpcException? failure);
}
