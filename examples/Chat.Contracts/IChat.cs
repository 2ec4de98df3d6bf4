using PeerRpc;

namespace Chat.Contracts;

/// <summary>What everybody in the chat serves, and everybody else calls.</summary>
/// <remarks>
/// None of the methods says who speaks: <see cref="PeerCall.CallerId"/> does, and only the broker can write it.
/// </remarks>
[PeerController("/chat")]
public interface IChat
{
    /// <summary>Hears a line.</summary>
    Task Hear(ChatLine line, PeerCall? call = null);

    /// <summary>The caller has come in.</summary>
    Task HasJoined(PeerCall? call = null);

    /// <summary>The caller is about to leave.</summary>
    Task IsLeaving(PeerCall? call = null);
}
