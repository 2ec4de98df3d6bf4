using System.Text;

namespace PeerRpc.Client.Balancing;

/// <summary>Recognizes filters that want the same peers.</summary>
internal static class FilterKey
{
    /// <summary>A text that is the same for the same filter, and for no other.</summary>
    public static string Of(PeerFilter filter)
    {
        var key = new StringBuilder();
        Add(key, filter.IdPrefix);
        Add(key, filter.Capability);
        foreach ((string name, string value) in filter.Metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            Add(key, name);
            Add(key, value);
        }
        return key.ToString();
    }

    /// <summary>A copy that nobody changes any more.</summary>
    public static PeerFilter Copy(PeerFilter filter) => new()
    {
        IdPrefix = filter.IdPrefix,
        Capability = filter.Capability,
        Metadata = new Dictionary<string, string>(filter.Metadata),
    };

    // With their lengths, or two texts could be taken for two others.
    private static void Add(StringBuilder key, string? text) =>
        key.Append(text is null ? "-" : $"{text.Length}:").Append(text);
}
