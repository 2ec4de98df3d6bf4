using System.ComponentModel;
using System.Runtime.ExceptionServices;

namespace PeerRpc.CodeGeneration;

/// <summary>A method of a controller in another process. For generated code.</summary>
/// <typeparam name="TResult">The type of the result; <see cref="Nothing"/> for none.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PeerRemoteMethod<TResult>
{
    /// <summary>Begins a call.</summary>
    /// <returns>Takes the arguments, in their order; given to one of the methods below once they are written.</returns>
    public abstract PeerArguments Begin();

    /// <summary>Sends the call.</summary>
    /// <param name="arguments">What <see cref="Begin"/> returned.</param>
    /// <param name="cancellationToken">Cancels the call here and at the callee.</param>
    /// <returns>The result.</returns>
    public abstract Task<TResult> CallAsync(PeerArguments arguments, CancellationToken cancellationToken);

    /// <summary>Sends a one-way call, waiting for room.</summary>
    /// <param name="arguments">What <see cref="Begin"/> returned.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <returns>A task that ends when the call has been accepted into the link's window.</returns>
    public abstract Task SendAsync(PeerArguments arguments, CancellationToken cancellationToken);

    /// <summary>Sends a one-way call at once, or throws.</summary>
    /// <param name="arguments">What <see cref="Begin"/> returned.</param>
    /// <exception cref="PeerRpcException">
    /// There is no room (<see cref="PeerErrorCode.ResourceExhausted"/>) or no connection.
    /// </exception>
    public void Send(PeerArguments arguments)
    {
        Task sent = SendAsync(arguments, CancellationToken.None);
        if (sent.Exception?.InnerException is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        // Once it is under way nobody is told of its outcome, which is what void means.
        if (!sent.IsCompleted)
            _ = ForgetAsync(sent);
    }

    private static async Task ForgetAsync(Task sent) =>
        await sent.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
