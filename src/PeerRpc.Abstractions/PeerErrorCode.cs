namespace PeerRpc;

/// <summary>What went wrong with a call. The numbers are those of the wire and never change.</summary>
public enum PeerErrorCode
{
    /// <summary>Not an error code; never sent.</summary>
    None = 0,

    /// <summary>The caller cancelled the call.</summary>
    Cancelled = 1,

    /// <summary>The controller reported an error that its contract declares.</summary>
    ApplicationError = 2,

    /// <summary>An argument could not be read or did not pass validation; the method was not entered.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed before the outcome was known.</summary>
    DeadlineExceeded = 4,

    /// <summary>No such peer, or none that the caller may see; the two cannot be told apart.</summary>
    PeerNotFound = 5,

    /// <summary>The peer has no controller at that path.</summary>
    ControllerNotFound = 6,

    /// <summary>The controller has no such method, or one with another signature.</summary>
    MethodNotFound = 7,

    /// <summary>The broker's policy, or a filter of the callee, does not allow it.</summary>
    PermissionDenied = 8,

    /// <summary>The client has not proven who it is.</summary>
    Unauthenticated = 9,

    /// <summary>A limit was reached; see <see cref="PeerRpcException.RetryAfter"/>.</summary>
    ResourceExhausted = 10,

    /// <summary>Not connected, or the other side is draining.</summary>
    Unavailable = 11,

    /// <summary>The peer left, or did not come back in time.</summary>
    PeerGone = 12,

    /// <summary>The caller's own connection was lost beyond repair.</summary>
    ConnectionLost = 13,

    /// <summary>The peer id is registered by somebody else.</summary>
    PeerIdInUse = 14,

    /// <summary>
    /// The method threw an exception that its contract does not declare; its text stays with the callee.
    /// </summary>
    Internal = 15,

    /// <summary>The other side broke the protocol; the link is closed.</summary>
    ProtocolError = 16,

    /// <summary>A stream was cut because its reader was too slow.</summary>
    SlowConsumer = 17,

    /// <summary>A policy hook of the broker threw or hung; nothing was allowed.</summary>
    PolicyFailed = 18,
}
