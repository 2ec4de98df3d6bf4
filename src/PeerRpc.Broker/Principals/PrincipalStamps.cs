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

    /// <summary>
    /// Tells a principal from every other one, on each of its connections alike; empty for an anonymous one, and for
    /// one that has no claim to tell it by.
    /// </summary>
    public static string Identify(ClaimsPrincipal principal) =>
        principal.Identities.FirstOrDefault(identity => identity.IsAuthenticated) is { } identity
            ? IdentityKey(identity)
            : "";

    /// <summary>Makes a stamp.</summary>
    /// <param name="principal">The principal.</param>
    /// <param name="identity">What <see cref="Identify"/> says of it.</param>
    /// <param name="fallback">Stands for an authenticated principal that has no claim to tell it by.</param>
    public PrincipalStamp Make(ClaimsPrincipal principal, string identity, string fallback)
    {
        ClaimsIdentity[] identities = [.. principal.Identities.Where(identity => identity.IsAuthenticated)];
        if (identities.Length == 0)
            return PrincipalStamp.Anonymous;
        string type = identities[0].AuthenticationType ?? "";
        string key = identity.Length > 0 ? identity : MakeKey(type, fallback);
        return new PrincipalStamp(
            key, Encoding.UTF8.GetByteCount(type) <= WireLimits.Name ? type : "",
            ChooseClaims(identities));
    }

    // An empty value tells nobody: all who have one would be the same, and could take each other's peer ids.
    private static string IdentityKey(ClaimsIdentity identity) =>
        IdentifyingTypes.Select(identity.FindFirst).FirstOrDefault(found => found is { Value.Length: > 0 }) is { } claim
            ? MakeKey(identity.AuthenticationType ?? "", claim.Issuer, claim.Type, claim.Value)
            : "";

    // A hash, so that keys have one length, and so that no claim travels that StampedClaimTypes leaves out. Nothing
    // secret goes into it: after a restart, and at another broker, the same principal must have the same key.
    private static string MakeKey(params ReadOnlySpan<string> parts)
    {
        var writer = new WireWriter();
        foreach (string part in parts)
            writer.Text(part);
        return Convert.ToBase64String(SHA256.HashData(writer.Written));
    }

    private StampedClaim[] ChooseClaims(ClaimsIdentity[] identities)
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
        return [.. chosen];
    }
}
