using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Principals;

/// <summary>Checks a token that came in a frame, as if it had come in the Authorization header of a request.</summary>
/// <remarks>So every authentication handler that reads this header works for raw sockets too, unchanged.</remarks>
internal sealed partial class TokenAuthenticator(
    IServiceScopeFactory scopes, IOptions<PeerBrokerOptions> options, ILogger<TokenAuthenticator> logger)
{
    public async Task<TokenOutcome> AuthenticateAsync(
        AuthenticateFrame frame, string? remoteAddress, CancellationToken cancellationToken)
    {
        try
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            if (scope.ServiceProvider.GetService<IAuthenticationService>() is not { } service)
                return Refuse(PeerErrorCode.Unauthenticated, "The broker checks no tokens: call AddAuthentication.");
            HttpContext context = MakeContext(frame, remoteAddress, scope.ServiceProvider, cancellationToken);
            AuthenticateResult result = await service.AuthenticateAsync(context, options.Value.AuthenticationScheme);
            if (result.Succeeded)
                return new TokenOutcome(result.Principal, null);
            Log.NotAccepted(logger, result.Failure);
            return Refuse(PeerErrorCode.Unauthenticated, "The token was not accepted.");
        }
        catch (Exception exception)
        {
            // A handler may throw anything; whatever it is, nobody was authenticated.
            Log.Failed(logger, exception);
            return Refuse(PeerErrorCode.Unavailable, "The broker could not check the token.");
        }
    }

    private static DefaultHttpContext MakeContext(
        AuthenticateFrame frame, string? remoteAddress, IServiceProvider services, CancellationToken aborted)
    {
        var context = new DefaultHttpContext { RequestServices = services, RequestAborted = aborted };
        context.Request.Method = HttpMethods.Get;
        context.Request.Path = "/";
        context.Request.Headers.Authorization = $"{frame.Scheme} {frame.Token}";
        if (IPAddress.TryParse(remoteAddress, out IPAddress? address))
            context.Connection.RemoteIpAddress = address;
        return context;
    }

    private static TokenOutcome Refuse(PeerErrorCode code, string message) =>
        new(null, new GoodbyeFrame(code, default, message));

    private static partial class Log
    {
        [LoggerMessage(2031, LogLevel.Debug, "A token was not accepted.")]
        public static partial void NotAccepted(ILogger logger, Exception? exception);

        [LoggerMessage(2032, LogLevel.Error, "Checking a token failed.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
