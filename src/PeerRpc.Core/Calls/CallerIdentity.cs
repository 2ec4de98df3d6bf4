using System.Security.Claims;
using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Calls;

/// <summary>Who calls over a link, as the broker stamped it when the route was opened.</summary>
/// <param name="callerId">The id it calls as; null if it has none.</param>
/// <param name="targetId">The id that it calls; empty for the broker.</param>
/// <param name="principal">The principal where it is known in this process; null to make it of the stamp.</param>
/// <param name="stamp">What the broker says of the principal.</param>
internal sealed class CallerIdentity(
    string? callerId, string targetId, ClaimsPrincipal? principal, PrincipalStamp stamp)
{
    private ClaimsPrincipal? _principal = principal;

    /// <summary>At a broker, its session of the caller; null at a peer.</summary>
    public object? Session { get; init; }

    /// <summary>The group by which the calls come; null if they come over a link.</summary>
    public string? Group { get; init; }

    public string? CallerId => callerId;

    public string TargetId => targetId;

    /// <summary>The principal, made when it is first asked for.</summary>
    public ClaimsPrincipal Principal => _principal ??= FromStamp(stamp);

    private static ClaimsPrincipal FromStamp(PrincipalStamp stamp)
    {
        IEnumerable<Claim> claims = stamp.Claims.Select(claim => new Claim(claim.Type, claim.Value));
        // An identity without an authentication type counts as not authenticated.
        string? type = stamp.AuthenticationType.Length > 0 ? stamp.AuthenticationType : null;
        return new ClaimsPrincipal(new ClaimsIdentity(claims, type));
    }
}
