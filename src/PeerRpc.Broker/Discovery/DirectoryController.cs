using Microsoft.Extensions.Options;
using PeerRpc.Broker.Policies;
using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Sessions;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Discovery;
using PeerRpc.Core.Randomness;

namespace PeerRpc.Broker.Discovery;

/// <summary>The directory, as clients call it.</summary>
internal sealed class DirectoryController(
    PeerTable peers, PeerDescriptions descriptions, PolicyEvaluator policies, RunningViews views,
    IOptions<PeerBrokerOptions> options, Gathering gathering, RandomSource random) : IDirectoryController
{
    private readonly Guid _epoch = random.NewGuid();

    public Task PublishAsync(PeerDescription description, CancellationToken cancellationToken)
    {
        peers.Publish(CurrentSession(), descriptions.Accept(description));
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<PeerInfo[]> List(PeerFilter filter, CancellationToken cancellationToken) =>
        views.RunAsync(CurrentSession(), ViewOf(filter).ListAsync(peers, cancellationToken), cancellationToken);

    public async Task<PeerInfo?> GetAsync(string peerId, CancellationToken cancellationToken)
    {
        PeerView view = ViewOf(new PeerFilter());
        PeerListing? listing = peers.Find(peerId);
        // The policies are asked in any case: how long it takes must not tell whether there is such a peer.
        IReadOnlySet<string> seen = await view.MaySeeAsync([peerId], cancellationToken);
        return listing is null || !seen.Contains(peerId) ? null : view.Show(listing);
    }

    public IAsyncEnumerable<DirectoryBatch> Watch(DirectoryWatch watch, CancellationToken cancellationToken) =>
        views.RunAsync(
            CurrentSession(),
            new PeerWatch(_epoch, peers, ViewOf(watch.Filter), gathering).RunAsync(watch, cancellationToken),
            cancellationToken);

    private static BrokerSession CurrentSession() => ((IncomingCall)PeerCall.Current!).Session<BrokerSession>();

    private PeerView ViewOf(PeerFilter filter) => new(
        CurrentSession().View, filter, policies, [.. options.Value.DirectoryClaimTypes]);
}
