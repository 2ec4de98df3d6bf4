namespace PeerRpc.Client.Discovery;

/// <summary>Tells whether two pieces of information about a peer say the same.</summary>
internal static class PeerInfoComparison
{
    public static bool Says(this PeerInfo one, PeerInfo other) =>
        one.State == other.State && one.Since == other.Since
        && one.Capabilities.SequenceEqual(other.Capabilities)
        && AreSame(one.Metadata, other.Metadata)
        && AreSame(one.Claims, other.Claims)
        && one.Controllers.Count == other.Controllers.Count
        && one.Controllers.Zip(other.Controllers).All(
            pair => pair.First.Path == pair.Second.Path && pair.First.Methods.SequenceEqual(pair.Second.Methods));

    private static bool AreSame(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count
        && one.All(entry => other.TryGetValue(entry.Key, out string? value) && value == entry.Value);
}
