namespace PeerRpc;

/// <summary>
/// Runs around every call that a peer serves: for logging, authorization, metrics, or to translate errors.
/// </summary>
/// <remarks>Filters run in the order in which they were added and may run for many calls at the same time.</remarks>
public interface IIncomingCallFilter
{
    /// <summary>Handles one call.</summary>
    /// <param name="context">The call.</param>
    /// <param name="next">The rest of the call.</param>
    /// <returns>A task that ends when the filter is done with the call.</returns>
    /// <exception cref="PeerRpcException">
    /// Thrown by the filter to refuse the call before <paramref name="next"/>: its code and message reach the caller,
    /// with <see cref="Executed.No"/>.
    /// </exception>
    ValueTask InvokeAsync(IncomingCallContext context, PeerCallNext next);
}
