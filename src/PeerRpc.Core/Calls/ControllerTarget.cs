namespace PeerRpc.Core.Calls;

/// <summary>The object that serves one call, and how to let go of it.</summary>
/// <typeparam name="TContract">The contract.</typeparam>
/// <param name="Instance">The object.</param>
/// <param name="Services">The services of the call's scope; null without dependency injection.</param>
/// <param name="Lease">Disposed when the call has ended; null if there is nothing to let go of.</param>
internal readonly record struct ControllerTarget<TContract>(
    TContract Instance, IServiceProvider? Services = null, IAsyncDisposable? Lease = null)
    where TContract : class;
