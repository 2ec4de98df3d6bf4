using System.Buffers;

namespace PeerRpc.Client;

/// <summary>What a peer id looks like.</summary>
internal static class PeerIdSyntax
{
    private const int MaxLength = 128;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:@-");

    public static void Check(string peerId)
    {
        ArgumentNullException.ThrowIfNull(peerId);
        if (peerId.Length is 0 or > MaxLength || peerId.AsSpan().ContainsAnyExcept(Allowed))
            throw new ArgumentException(
                $"'{peerId}' is not a peer id: use 1 to {MaxLength} characters of A-Z a-z 0-9 _ . : @ -",
                nameof(peerId));
    }
}
