using System.Globalization;

namespace PeerRpc.Chaos.Serving;

/// <summary>Peers have numbers in histories, and ids on the wire.</summary>
internal static class PeerNames
{
    private const string Prefix = "peer-";

    public static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}");

    /// <summary>The number of an id; zero for a client without one.</summary>
    public static int NumberOf(string? id) =>
        id is null ? 0 : int.Parse(id.AsSpan(Prefix.Length), CultureInfo.InvariantCulture);
}
