namespace PeerRpc;

/// <summary>
/// The rest of a call as a filter sees it: the next filter, and behind the last one the call itself.
/// </summary>
/// <remarks>
/// On the caller's side it may be invoked again after a failure, which sends the call anew; only a failure with
/// <see cref="Executed.No"/> makes that safe for every method. On the callee's side it may be invoked once.
/// </remarks>
/// <returns>A task that ends when the call has ended, with its exception if it failed.</returns>
public delegate ValueTask PeerCallNext();
