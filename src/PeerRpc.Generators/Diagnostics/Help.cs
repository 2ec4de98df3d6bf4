namespace PeerRpc.Generators.Diagnostics;

internal static class Help
{
    public const string Category = "PeerRpc";

    /// <summary>Where the page of a diagnostic begins; its id follows.</summary>
    public const string Link = "https://peerrpc.dev/docs/diagnostics/";
}
