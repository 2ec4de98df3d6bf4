using PeerRpc;

namespace Chat.Contracts;

/// <summary>Who is in the chat. The broker serves it; everybody calls it through <c>client.Broker</c>.</summary>
[PeerController("/room")]
public interface IChatRoom
{
    /// <summary>Comes in, under the peer id that the caller has registered.</summary>
    /// <returns>Those who were there before.</returns>
    Task<IReadOnlyList<string>> Join(PeerCall? call = null);

    /// <summary>Goes out.</summary>
    /// <returns>Those who are still there.</returns>
    Task<IReadOnlyList<string>> Leave(PeerCall? call = null);

    /// <summary>Who is there, in alphabetical order.</summary>
    Task<IReadOnlyList<string>> Members();
}
