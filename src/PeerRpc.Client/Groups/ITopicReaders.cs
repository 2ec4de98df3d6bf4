using PeerRpc.Core.Groups;

namespace PeerRpc.Client.Groups;

/// <summary>Those who want the messages of one topic as one type.</summary>
internal interface ITopicReaders
{
    /// <summary>Whether there is nobody.</summary>
    bool IsEmpty { get; }

    /// <summary>Tells them of a message.</summary>
    void Read(GroupDelivery message);

    /// <summary>There are no more; why, or null for an end on purpose.</summary>
    void End(Exception? failure);
}
