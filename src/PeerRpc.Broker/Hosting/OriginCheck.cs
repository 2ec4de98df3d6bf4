using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace PeerRpc.Broker.Hosting;

/// <summary>
/// Keeps web pages of other sites out: a browser sends its cookies along with any page's WebSocket, and names the
/// page's origin, which is all that tells them apart.
/// </summary>
internal static class OriginCheck
{
    public const string Everybody = "*";

    public static bool IsAllowed(HttpRequest request, IList<string> allowed)
    {
        StringValues origins = request.Headers.Origin;
        if (origins.Count == 0)
            return true;
        if (origins.Count > 1 || origins[0] is not { } origin)
            return false;
        return allowed.Contains(Everybody)
            || allowed.Contains(origin, StringComparer.OrdinalIgnoreCase)
            || IsOwnHost(origin, request.Host);
    }

    // The scheme is not compared, because a proxy in front of the broker may have ended TLS.
    private static bool IsOwnHost(string origin, HostString host)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
            return false;
        // An origin has nothing but a scheme, a host and a port; whatever has more was not made by a browser.
        return $"{uri.Scheme}://{uri.Authority}".Equals(origin, StringComparison.OrdinalIgnoreCase)
            && uri.Host.Equals(host.Host, StringComparison.OrdinalIgnoreCase)
            && uri.Port == (host.Port ?? (uri.Scheme == "https" ? 443 : 80));
    }
}
