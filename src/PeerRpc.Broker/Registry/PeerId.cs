using System.Buffers;

namespace PeerRpc.Broker.Registry;

/// <summary>The form of peer ids: 1 to 128 characters of a set in which each is one byte.</summary>
internal static class PeerId
{
    public const int MaxLength = 128;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:@-");

    public static bool IsValid(string id) =>
        id.Length is > 0 and <= MaxLength && !id.AsSpan().ContainsAnyExcept(Allowed);
}
