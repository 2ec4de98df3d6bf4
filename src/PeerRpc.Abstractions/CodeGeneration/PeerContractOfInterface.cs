using System.ComponentModel;
using PeerRpc.Serialization;

namespace PeerRpc.CodeGeneration;

/// <summary>Makes the proxy and the dispatcher of a contract. Generated code derives from it.</summary>
/// <typeparam name="TContract">The interface.</typeparam>
/// <param name="path">The path that its attribute names.</param>
/// <param name="methods">Its methods.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PeerContract<TContract>(string path, IReadOnlyList<PeerMethod> methods)
    : PeerContract(typeof(TContract), path, methods)
    where TContract : class
{
    /// <summary>Makes the caller's side.</summary>
    /// <param name="invoker">Sends the calls.</param>
    /// <returns>The proxy, usable from any thread.</returns>
    public abstract TContract CreateProxy(PeerInvoker invoker);

    /// <summary>Makes the callee's side.</summary>
    /// <param name="serializer">Reads the arguments and writes the results.</param>
    /// <returns>The dispatcher, usable from any thread.</returns>
    public abstract PeerDispatcher<TContract> CreateDispatcher(PeerSerializer serializer);
}
