using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using PeerRpc.Broker.Policies;
using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Sessions;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Discovery;
using PeerRpc.Core.Randomness;

namespace PeerRpc.Broker.Discovery;

/// <summary>The directory, as clients call it.</summary>
internal sealed class DirectoryController(
    PeerTable peers, PeerDescriptions descriptions, PolicyEvaluator policies, IOptions<PeerBrokerOptions> options,
    TimeProvider time, WorkScheduler work, RandomSource random) : IDirectoryController
{
    // A watcher is told at most so often: a thousand peers that come back at once are then few messages and not many.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    private readonly Guid _epoch = random.NewGuid();

    public Task PublishAsync(PeerDescription description, CancellationToken cancellationToken)
    {
        peers.Publish(CurrentSession(), descriptions.Accept(description));
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<PeerInfo[]> List(PeerFilter filter, CancellationToken cancellationToken) =>
        ListAsync(ViewOf(filter), cancellationToken);

    public async Task<PeerInfo?> GetAsync(string peerId, CancellationToken cancellationToken)
    {
        PeerView view = ViewOf(new PeerFilter());
        PeerListing? listing = peers.Find(peerId);
        // The policies are asked in any case: how long it takes must not tell whether there is such a peer.
        IReadOnlySet<string> seen = await view.MaySeeAsync([peerId], cancellationToken);
        return listing is null || !seen.Contains(peerId) ? null : view.Show(listing);
    }

    public IAsyncEnumerable<DirectoryBatch> Watch(DirectoryWatch watch, CancellationToken cancellationToken) =>
        new PeerWatch(_epoch, peers, ViewOf(watch.Filter), GatherAsync).RunAsync(watch, cancellationToken);

    private static BrokerSession CurrentSession() => ((IncomingCall)PeerCall.Current!).Session<BrokerSession>();

    private PeerView ViewOf(PeerFilter filter) => new(
        CurrentSession().View, filter, policies, [.. options.Value.DirectoryClaimTypes]);

    private Task GatherAsync(CancellationToken cancellationToken) =>
        work.DelayAsync(Gathering, time, cancellationToken);

    private async IAsyncEnumerable<PeerInfo[]> ListAsync(
        PeerView view, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (PeerListing[] some in peers.List().Chunk(PeerWatch.BatchSize))
        {
            PeerInfo[] seen = await view.ChooseAsync(some, cancellationToken);
            if (seen.Length > 0)
                yield return seen;
        }
    }
}
