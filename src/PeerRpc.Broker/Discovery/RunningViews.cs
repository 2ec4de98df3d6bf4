using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using PeerRpc.Broker.Sessions;
using PeerRpc.Core.Faults;

namespace PeerRpc.Broker.Discovery;

/// <summary>Counts the lists and watches that each client has running, against its limit. For any thread.</summary>
/// <remarks>
/// A watch remembers whom it has told of, and a list whom it has still to tell of: with fifteen thousand peers that is
/// up to half a megabyte, for as long as the client likes.
/// </remarks>
internal sealed class RunningViews(IOptions<PeerBrokerOptions> options)
{
    // Goes with the session, without anybody who tells of its end.
    private readonly ConditionalWeakTable<BrokerSession, StrongBox<int>> _ofSessions = [];

    /// <summary>Runs a list or a watch.</summary>
    /// <exception cref="RefusalException">The client has too many of them.</exception>
    public async IAsyncEnumerable<T> RunAsync<T>(
        BrokerSession session, IAsyncEnumerable<T> view,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StrongBox<int> running = _ofSessions.GetOrCreateValue(session);
        int limit = options.Value.MaxDirectoryViews;
        try
        {
            if (Interlocked.Increment(ref running.Value) > limit)
            {
                throw new RefusalException(
                    PeerErrorCode.ResourceExhausted,
                    $"{limit} lists and watches of peers are running for this client already. End some of them first.");
            }
            await foreach (T item in view.WithCancellation(cancellationToken))
                yield return item;
        }
        finally
        {
            Interlocked.Decrement(ref running.Value);
        }
    }
}
