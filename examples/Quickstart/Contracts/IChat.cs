using PeerRpc;

namespace Quickstart.Contracts;

/// <summary>Talking to a peer: both sides serve it, so each can call the other.</summary>
[PeerController("/chat")]
public interface IChat
{
    /// <summary>Says something to the peer that serves this.</summary>
    /// <param name="message">What is said.</param>
    /// <param name="call">Who calls, as stamped by the broker; callers leave it out.</param>
    /// <returns>How many messages the peer has heard so far.</returns>
    [ApplicationError<Muted>("chat.muted")]
    Task<int> Say(ChatMessage message, PeerCall? call = null);
}
