namespace PeerRpc;

/// <summary>A call on its way to a controller method, as a filter on the callee's side sees it.</summary>
public abstract class IncomingCallContext
{
    /// <summary>Who calls, what, and until when.</summary>
    public abstract PeerCall Call { get; }

    /// <summary>The arguments after reading and validation, without the token and the <see cref="PeerCall"/>.</summary>
    public abstract IReadOnlyList<object?> Arguments { get; }

    /// <summary>The services of the call's scope, where the host has dependency injection.</summary>
    public abstract IServiceProvider? Services { get; }

    /// <summary>
    /// The result of the method once <c>next</c> has completed; <see langword="null"/> for a method without one. A
    /// filter may replace it by a value of the same type, or set it instead of calling <c>next</c>.
    /// </summary>
    public object? Result { get; set; }
}
