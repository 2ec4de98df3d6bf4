using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Principals;

/// <summary>Makes the stamp under which other clients see a principal.</summary>
internal sealed class PrincipalStamps(IOptions<PeerBrokerOptions> options)
{
    // Together with a link's first frame the stamp has to fit into one connection frame.
    private const int MaxStampBytes = 16 * 1024;

    private static readonly string[] IdentifyingTypes = [ClaimTypes.NameIdentifier, "sub", ClaimTypes.Name, "name"];

    /// <summary>Makes a stamp.</summary>
    /// <param name="principal">The principal.</param>
    /// <param name="fallback">Stands for an authenticated principal that has no claim to tell it by.</param>
    public PrincipalStamp Make(ClaimsPrincipal principal, string fallback)
    {
        ClaimsIdentity[] identities = [.. principal.Identities.Where(identity => identity.IsAuthenticated)];
        if (identities.Length == 0)
            return PrincipalStamp.Anonymous;
        string type = identities[0].AuthenticationType ?? "";
        return new PrincipalStamp(
            MakeKey(identities[0], fallback), Encoding.UTF8.GetByteCount(type) <= WireLimits.Name ? type : "",
            ChooseClaims(identities));
    }

    // A hash, so that keys have one length, and so that no claim travels that StampedClaimTypes leaves out. Nothing
    // secret goes into it: after a restart, and at another broker, the same principal must have the same key.
    private static string MakeKey(ClaimsIdentity identity, string fallback)
    {
        Claim? claim = IdentifyingTypes.Select(identity.FindFirst).FirstOrDefault(found => found is not null);
        var parts = new WireWriter();
        parts.Text(identity.AuthenticationType ?? "");
        if (claim is null)
            parts.Text(fallback);
        else
            parts.Text(claim.Issuer).Text(claim.Type).Text(claim.Value);
        return Convert.ToBase64String(SHA256.HashData(parts.Written));
    }

    private List<StampedClaim> ChooseClaims(ClaimsIdentity[] identities)
    {
        var types = new HashSet<string>(options.Value.StampedClaimTypes, StringComparer.Ordinal);
        var chosen = new List<StampedClaim>();
        int total = 0;
        foreach (Claim claim in identities.SelectMany(identity => identity.Claims).Where(c => types.Contains(c.Type)))
        {
            int type = Encoding.UTF8.GetByteCount(claim.Type);
            int value = Encoding.UTF8.GetByteCount(claim.Value);
            if (type > PrincipalStamp.MaxClaimBytes || value > PrincipalStamp.MaxClaimBytes)
                continue;
            total += type + value;
            if (chosen.Count == PrincipalStamp.MaxClaims || total > MaxStampBytes)
                break;
            chosen.Add(new StampedClaim(claim.Type, claim.Value));
        }
        return chosen;
    }
}
