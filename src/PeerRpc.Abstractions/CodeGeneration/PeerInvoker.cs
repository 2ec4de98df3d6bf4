using System.ComponentModel;
using PeerRpc.Serialization;

namespace PeerRpc.CodeGeneration;

/// <summary>Sends the calls of a proxy to its peer. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PeerInvoker
{
    /// <summary>What the proxy writes its arguments with.</summary>
    public abstract PeerSerializer Serializer { get; }

    /// <summary>Binds a method with a result.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="result">Reads the result.</param>
    /// <returns>The method, ready to be called from any thread.</returns>
    public abstract PeerRemoteMethod<TResult> Bind<TResult>(PeerMethod method, PeerCodec<TResult> result);

    /// <summary>Binds a method without a result, one-way ones included.</summary>
    /// <param name="method">The method.</param>
    /// <returns>The method, ready to be called from any thread.</returns>
    public abstract PeerRemoteMethod<Nothing> Bind(PeerMethod method);

    /// <summary>
    /// Lets go of the object that the proxy stands for: what <c>DisposeAsync</c> of a proxy does. A registered
    /// controller serves others too, and is not touched.
    /// </summary>
    /// <returns>A task that ends when the other side has been told.</returns>
    public virtual ValueTask ReleaseAsync() => default;
}
