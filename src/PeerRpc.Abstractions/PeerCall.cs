using System.Security.Claims;

namespace PeerRpc;

/// <summary>
/// The call that a controller method is serving: who calls, until when, and under which correlation id.
/// </summary>
/// <remarks>
/// A method gets it as a parameter of this type (which is not part of the wire signature; write it
/// <c>PeerCall? call = null</c> before the cancellation token) or from <see cref="Current"/>. The members may be read
/// from any thread while the call runs.
/// </remarks>
public abstract class PeerCall
{
    private static readonly AsyncLocal<PeerCall?> CurrentCall = new();

    /// <summary>
    /// The call that the current asynchronous flow is serving; <see langword="null"/> outside a controller method, and
    /// in what a method has left running once the call has been answered.
    /// </summary>
    public static PeerCall? Current
    {
        get => CurrentCall.Value is { HasEnded: false } call ? call : null;
        internal set => CurrentCall.Value = value;
    }

    /// <summary>
    /// The id under which the caller called, as stamped by the broker; <see langword="null"/> if it has none.
    /// </summary>
    public abstract string? CallerId { get; }

    /// <summary>The caller's identity and claims, as stamped by the broker; never null.</summary>
    public abstract ClaimsPrincipal Caller { get; }

    /// <summary>The peer id that was called; empty when the broker itself was called.</summary>
    public abstract string TargetId { get; }

    /// <summary>
    /// The name of the group by which the call came; <see langword="null"/> if the caller has called this peer alone.
    /// </summary>
    public virtual string? Group => null;

    /// <summary>The path of the controller.</summary>
    public abstract string Controller { get; }

    /// <summary>The name of the method on the wire.</summary>
    public abstract string Method { get; }

    /// <summary>
    /// When the caller stops waiting, on this machine's clock; <see langword="null"/> for no deadline.
    /// </summary>
    public abstract DateTimeOffset? Deadline { get; }

    /// <summary>
    /// Fires when the caller cancels, when the deadline passes, and when the caller is gone for good.
    /// </summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>Names the call in the logs of both sides.</summary>
    public abstract string CorrelationId { get; }

    // A loop that a method starts and leaves running inherits the flow. It must not go on under the deadline of a call
    // that is over: after that moment, every call that it makes would fail.
    internal virtual bool HasEnded => false;
}
