using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PeerRpc.Broker.Tests.Fakes;

/// <summary>
/// Takes the token for the user's name, as long as it begins with "user-"; some tokens do other things.
/// </summary>
internal sealed class FakeTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenGate gate)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Fake";

    public static void Add(IServiceCollection services, TokenGate gate)
    {
        services.AddSingleton(gate);
        services.AddAuthentication(SchemeName)
            .AddScheme<AuthenticationSchemeOptions, FakeTokenHandler>(SchemeName, null);
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string header = Request.Headers.Authorization.ToString();
        if (header == "Bearer throw")
            throw new InvalidOperationException("secret");
        if (header == "Bearer wait")
            await gate.Opened.WaitAsync(CancellationToken.None);
        if (header.Length == 0)
            return AuthenticateResult.NoResult();
        if (!header.StartsWith("Bearer user-", StringComparison.Ordinal))
            return AuthenticateResult.Fail("Not a user.");
        var identity = new ClaimsIdentity([new Claim("sub", header["Bearer ".Length..])], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }
}
