using System.Globalization;

namespace PeerRpc.Simulations.Serving;

/// <summary>Peers have numbers in histories, and ids on the wire.</summary>
internal static class PeerNames
{
    private const string Prefix = "peer-";
    private const string SecondSuffix = ".also";

    /// <summary>The id under which a peer is called and calls.</summary>
    public static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}");

    /// <summary>The other id of a peer that has two.</summary>
    public static string SecondIdOf(int number) => IdOf(number) + SecondSuffix;

    /// <summary>The number of an id; zero for a client without one.</summary>
    public static int NumberOf(string? id)
    {
        if (id is null)
            return 0;
        string first = id.EndsWith(SecondSuffix, StringComparison.Ordinal) ? id[..^SecondSuffix.Length] : id;
        return int.Parse(first.AsSpan(Prefix.Length), CultureInfo.InvariantCulture);
    }
}
