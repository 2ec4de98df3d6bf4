namespace PeerRpc.CodeGeneration;

/// <summary>Items of another peer: enumerating them is the call.</summary>
internal sealed class ColdAsyncEnumerable<T>(
    Func<CancellationToken, Task<IAsyncEnumerable<T>>> call, CancellationToken ofMethod) : IAsyncEnumerable<T>
{
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource? both = Join(cancellationToken, out CancellationToken token);
        IAsyncEnumerable<T> items = await call(token).ConfigureAwait(false) ?? throw ColdStream.Missing();
        await foreach (T item in items.WithCancellation(token).ConfigureAwait(false))
            yield return item;
    }

    // A source is only needed where both tokens mean something.
    private CancellationTokenSource? Join(CancellationToken ofEnumeration, out CancellationToken token)
    {
        token = ofMethod.CanBeCanceled ? ofMethod : ofEnumeration;
        if (!ofMethod.CanBeCanceled || !ofEnumeration.CanBeCanceled || ofMethod == ofEnumeration)
            return null;
        var both = CancellationTokenSource.CreateLinkedTokenSource(ofMethod, ofEnumeration);
        token = both.Token;
        return both;
    }
}
