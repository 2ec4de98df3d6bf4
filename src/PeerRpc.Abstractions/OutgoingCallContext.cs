namespace PeerRpc;

/// <summary>A call on its way to a peer, as a filter on the caller's side sees it.</summary>
public abstract class OutgoingCallContext
{
    /// <summary>The peer that is called; empty for the broker.</summary>
    public abstract string TargetId { get; }

    /// <summary>The path of the controller.</summary>
    public abstract string Controller { get; }

    /// <summary>The name of the method on the wire.</summary>
    public abstract string Method { get; }

    /// <summary>The arguments, without the token and the <see cref="PeerCall"/>.</summary>
    public abstract IReadOnlyList<object?> Arguments { get; }

    /// <summary>The caller's token.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>
    /// The result once <c>next</c> has completed; <see langword="null"/> for a method without one. A filter may
    /// replace it by a value of the same type, or set it instead of calling <c>next</c>.
    /// </summary>
    public object? Result { get; set; }
}
