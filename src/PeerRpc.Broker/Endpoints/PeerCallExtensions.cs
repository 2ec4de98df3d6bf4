using PeerRpc.Broker.Sessions;
using PeerRpc.Core.Calls;

namespace PeerRpc.Broker;

/// <summary>What a broker knows of a call beyond what any callee knows.</summary>
public static class PeerCallExtensions
{
    /// <summary>
    /// The client that makes the call: for the controllers that the application has put on the broker, and their
    /// filters.
    /// </summary>
    /// <remarks>
    /// A client calls the broker by its connection and not as one of its peers, so <see cref="PeerCall.CallerId"/> is
    /// <see langword="null"/> there; <see cref="PeerSession.PeerIds"/> has all its ids.
    /// </remarks>
    /// <param name="call">A call to the broker.</param>
    /// <returns>The client's session.</returns>
    /// <exception cref="ArgumentException">The call is not one to the broker.</exception>
    public static PeerSession GetSession(this PeerCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call is IncomingCall { TargetId: "" } incoming
            ? incoming.Session<BrokerSession>().View
            : throw new ArgumentException("Only a call to the broker has a session.", nameof(call));
    }
}
