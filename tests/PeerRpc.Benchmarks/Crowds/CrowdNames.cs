using System.Globalization;

namespace PeerRpc.Benchmarks.Crowds;

/// <summary>The names of a crowd's clients: a number each.</summary>
internal static class CrowdNames
{
    /// <summary>The name of a number.</summary>
    public static string Of(int number) => string.Create(CultureInfo.InvariantCulture, $"peer-{number}");
}
