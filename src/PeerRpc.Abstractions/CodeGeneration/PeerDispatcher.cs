using System.ComponentModel;

namespace PeerRpc.CodeGeneration;

/// <summary>Reads the arguments of a call and enters the method. Generated code derives from it.</summary>
/// <typeparam name="TContract">The interface.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PeerDispatcher<TContract>
    where TContract : class
{
    /// <summary>Serves one call.</summary>
    /// <param name="method">The index of the method.</param>
    /// <param name="invocation">The call.</param>
    /// <returns>A task that ends when the outcome has been sent.</returns>
    public abstract ValueTask DispatchAsync(int method, PeerInvocation<TContract> invocation);
}
