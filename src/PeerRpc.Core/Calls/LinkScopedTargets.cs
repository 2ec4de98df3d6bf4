namespace PeerRpc.Core.Calls;

/// <summary>
/// The controller objects that serve all calls of one link, made on first use and let go of at its end.
/// </summary>
internal sealed class LinkScopedTargets
{
    private readonly Dictionary<object, IAsyncDisposable> _leases = []; // guarded by itself
    private bool _ended;

    /// <summary>Gets what belongs to a registration, or makes it.</summary>
    public TLease GetOrAdd<TLease>(object registration, Func<TLease> make)
        where TLease : class, IAsyncDisposable
    {
        lock (_leases)
        {
            if (_ended)
                throw new PeerRpcException(PeerErrorCode.Unavailable, "The link has ended.");
            if (_leases.TryGetValue(registration, out IAsyncDisposable? lease))
                return (TLease)lease;
            TLease made = make();
            _leases.Add(registration, made);
            return made;
        }
    }

    /// <summary>Lets go of everything; the tokens of the calls that still run have fired.</summary>
    public void End()
    {
        IAsyncDisposable[] leases;
        lock (_leases)
        {
            _ended = true;
            leases = [.. _leases.Values];
            _leases.Clear();
        }
        foreach (IAsyncDisposable lease in leases)
            _ = LetGoAsync(lease);
    }

    // Async, so that what a disposal throws at once does not keep the others from theirs either.
    private static async Task LetGoAsync(IAsyncDisposable lease) => await lease.DisposeAsync().ConfigureAwait(false);
}
