using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Sessions;

/// <summary>Has the connection of a session.</summary>
internal interface ISessionOwner
{
    /// <summary>
    /// Ends the session because of what another one has done: closes its routes at once, and its connection with this
    /// reason. For any thread, outside all locks.
    /// </summary>
    void CutOff(GoodbyeFrame reason);
}
