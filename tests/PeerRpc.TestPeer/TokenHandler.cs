using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PeerRpc.TestPeer;

/// <summary>Takes tokens of the form <c>name</c> or <c>name,role</c>; the name <c>nobody</c> is not accepted.</summary>
public sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Test";

    private const string Prefix = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.Ordinal))
            return Task.FromResult(AuthenticateResult.NoResult());
        string[] parts = header[Prefix.Length..].Split(',');
        if (parts[0] == "nobody")
            return Task.FromResult(AuthenticateResult.Fail("Nobody is not accepted."));
        var identity = new ClaimsIdentity(SchemeName);
        identity.AddClaim(new Claim(ClaimTypes.Name, parts[0]));
        identity.AddClaim(new Claim("secret", "stays with the broker"));
        if (parts.Length > 1)
            identity.AddClaim(new Claim(ClaimTypes.Role, parts[1]));
        return Task.FromResult(AuthenticateResult.Success(
            new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }
}
