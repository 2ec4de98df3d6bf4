namespace PeerRpc;

/// <summary>Runs around every call that a client makes: for logging, retries or metrics.</summary>
/// <remarks>Filters run in the order in which they were added and may run for many calls at the same time.</remarks>
public interface IOutgoingCallFilter
{
    /// <summary>Handles one call.</summary>
    /// <param name="context">The call.</param>
    /// <param name="next">The rest of the call.</param>
    /// <returns>A task that ends when the filter is done with the call.</returns>
    ValueTask InvokeAsync(OutgoingCallContext context, PeerCallNext next);
}
