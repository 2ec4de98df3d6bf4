namespace PeerRpc.Core.Calls;

/// <summary>The paths of the controllers that belong to PeerRpc and not to an application.</summary>
internal static class OwnPaths
{
    private const string Beginning = "$peerrpc/";

    /// <summary>Whether it is one of them.</summary>
    public static bool Include(string path) => path.StartsWith(Beginning, StringComparison.Ordinal);
}
