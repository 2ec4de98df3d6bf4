using System.Runtime.CompilerServices;
using PeerRpc.Broker.Policies;
using PeerRpc.Broker.Registry;
using PeerRpc.Core.Discovery;
using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Discovery;

/// <summary>What one client may see of the peers, and wants to.</summary>
/// <param name="session">The client.</param>
/// <param name="filter">Whom it wants to see.</param>
/// <param name="policies">Say whom it may see.</param>
/// <param name="claimTypes">Which claims of a peer's principal it is shown.</param>
internal sealed class PeerView(
    PeerSession session, PeerFilter filter, PolicyEvaluator policies, IReadOnlyCollection<string> claimTypes)
{
    /// <summary>How many peers are told of at a time.</summary>
    public const int BatchSize = 128;

    /// <summary>Tells of all peers once, some at a time.</summary>
    public async IAsyncEnumerable<PeerInfo[]> ListAsync(
        IPeerSource peers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (string[] some in peers.List(out _).Chunk(BatchSize))
        {
            PeerInfo[] seen = await ChooseAsync(peers, some, cancellationToken);
            if (seen.Length > 0)
                yield return seen;
        }
    }

    /// <summary>Chooses those that the client may see and wants to.</summary>
    /// <param name="peers">Where they are looked up.</param>
    /// <param name="peerIds">Whom to choose from.</param>
    /// <param name="cancellationToken">The client does not want to know any more.</param>
    public async ValueTask<PeerInfo[]> ChooseAsync(
        IPeerSource peers, IEnumerable<string> peerIds, CancellationToken cancellationToken)
    {
        // Most filters name an id or a prefix, and what they leave out need not be looked up.
        PeerInfo[] wanted = [.. peerIds
            .Where(id => id.StartsWith(filter.IdPrefix, StringComparison.Ordinal))
            .Select(peers.Find).OfType<PeerListing>().Select(Show).Where(filter.Matches)];
        IReadOnlySet<string> seen = await MaySeeAsync([.. wanted.Select(peer => peer.Id)], cancellationToken);
        return [.. wanted.Where(peer => seen.Contains(peer.Id))];
    }

    /// <summary>Which of these ids the client may know of, whether or not there are such peers.</summary>
    public ValueTask<IReadOnlySet<string>> MaySeeAsync(
        IReadOnlyCollection<string> peerIds, CancellationToken cancellationToken) =>
        policies.MaySeeAsync(session, peerIds, cancellationToken);

    /// <summary>What the client is shown of a peer that it may see.</summary>
    public PeerInfo Show(PeerListing listing) => Show(listing, claimTypes);

    /// <summary>What is shown of a peer, with these of its claims.</summary>
    public static PeerInfo Show(PeerListing listing, IEnumerable<string> claimTypes)
    {
        PeerDescription description = listing.Description ?? PeerDescription.Empty;
        return new PeerInfo
        {
            Id = listing.PeerId,
            State = listing.State,
            Since = new DateTimeOffset(listing.Since),
            Controllers = description.Controllers,
            Capabilities = description.Capabilities,
            Metadata = description.Metadata,
            Claims = ClaimsOf(listing.Stamp, claimTypes),
        };
    }

    // Of several claims of one type the first: a directory is read by people and by filters, not by policies.
    private static Dictionary<string, string> ClaimsOf(PrincipalStamp stamp, IEnumerable<string> claimTypes)
    {
        var claims = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (StampedClaim claim in stamp.Claims.Where(claim => claimTypes.Contains(claim.Type)))
            claims.TryAdd(claim.Type, claim.Value);
        return claims;
    }
}
