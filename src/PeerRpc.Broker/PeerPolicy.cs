namespace PeerRpc.Broker;

/// <summary>Decides who may do what at the broker. What no policy allows is refused.</summary>
/// <remarks>
/// Several policies may be added; all of them must allow, and they are asked in the order in which they were added,
/// until one denies. A policy is resolved from a dependency injection scope of its own for each verdict. One that
/// throws, or that has not answered within <see cref="PeerBrokerOptions.PolicyTimeout"/>, has denied: the client gets
/// <see cref="PeerErrorCode.PolicyFailed"/>. The methods are called on the thread pool, several at a time.
/// </remarks>
public abstract class PeerPolicy
{
    /// <summary>Whether a client may be reached under a peer id. Asked once per registration.</summary>
    /// <param name="session">The client.</param>
    /// <param name="peerId">The id that it asks for; its form has been checked.</param>
    /// <param name="cancellationToken">Fires when the client has gone or the verdict has taken too long.</param>
    /// <returns>
    /// True to allow it; false, the default, refuses with <see cref="PeerErrorCode.PermissionDenied"/>.
    /// </returns>
    public virtual ValueTask<bool> IsAllowedToRegisterAsPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) => new(false);

    /// <summary>
    /// Whether a client may open a route to a peer, and so call its controllers. Asked once per route, whether or not
    /// there is such a peer.
    /// </summary>
    /// <param name="session">The client.</param>
    /// <param name="peerId">The peer; its form has been checked.</param>
    /// <param name="cancellationToken">Fires when the client has gone or the verdict has taken too long.</param>
    /// <returns>
    /// True to allow it; false, the default, refuses with <see cref="PeerErrorCode.PeerNotFound"/>, as if there were no
    /// such peer.
    /// </returns>
    public virtual ValueTask<bool> IsAllowedToSendToPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) => new(false);

    /// <summary>
    /// Whether a client may learn that there is a peer, and what the peer says of itself. Asked for each peer that the
    /// client lists, gets or watches, and again when the peer changes.
    /// </summary>
    /// <param name="session">The client.</param>
    /// <param name="peerId">The peer.</param>
    /// <param name="cancellationToken">Fires when the client has gone or the verdicts have taken too long.</param>
    /// <returns>
    /// True to show it; false hides it. By default what <see cref="IsAllowedToSendToPeer"/> says: whom a client may not
    /// call, it does not see.
    /// </returns>
    public virtual ValueTask<bool> IsAllowedToSeePeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) =>
        IsAllowedToSendToPeer(session, peerId, cancellationToken);

    /// <summary>
    /// Whether a client may be a member of a group, and so see the other members and get what is sent to it. Asked for
    /// each joining, again after each reconnect, and when the client lists or watches the members.
    /// </summary>
    /// <param name="session">The client.</param>
    /// <param name="group">
    /// The group's name; its form has been checked: 1 to 128 bytes of UTF-8 without control characters. Names are the
    /// same only if all of their characters are, so compare it with <see cref="StringComparison.Ordinal"/>.
    /// </param>
    /// <param name="cancellationToken">Fires when the client has gone or the verdict has taken too long.</param>
    /// <returns>
    /// True to allow it; false, the default, refuses with <see cref="PeerErrorCode.PermissionDenied"/>.
    /// </returns>
    public virtual ValueTask<bool> IsAllowedToJoinGroup(
        PeerSession session, string group, CancellationToken cancellationToken) => new(false);

    /// <summary>
    /// Whether a client may send to all members of a group, whether or not it is one itself. Asked once for each group
    /// and connection, and again after a denial.
    /// </summary>
    /// <param name="session">The client.</param>
    /// <param name="group">
    /// The group's name; its form has been checked: 1 to 128 bytes of UTF-8 without control characters. Names are the
    /// same only if all of their characters are, so compare it with <see cref="StringComparison.Ordinal"/>.
    /// </param>
    /// <param name="cancellationToken">Fires when the client has gone or the verdict has taken too long.</param>
    /// <returns>
    /// True to allow it; false, the default, refuses with <see cref="PeerErrorCode.PermissionDenied"/>.
    /// </returns>
    public virtual ValueTask<bool> IsAllowedToSendToGroup(
        PeerSession session, string group, CancellationToken cancellationToken) => new(false);

    /// <summary>Whether a client may call a controller that the application has put on the broker.</summary>
    /// <param name="session">The client.</param>
    /// <param name="controllerPath">The controller's path, for example <c>/status</c>.</param>
    /// <param name="cancellationToken">Fires when the client has gone or the verdict has taken too long.</param>
    /// <returns>
    /// True to allow it; false, the default, refuses with <see cref="PeerErrorCode.PermissionDenied"/>.
    /// </returns>
    public virtual ValueTask<bool> IsAllowedToCallBroker(
        PeerSession session, string controllerPath, CancellationToken cancellationToken) => new(false);
}
