using System.Text;

namespace PeerRpc.Core.Balancing;

/// <summary>By what a peer is chosen among several.</summary>
internal sealed class PoolOrder
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    private PoolOrder(string? key = null)
    {
        Key = key;
        KeyHash = key is null ? 0 : Hash(key);
    }

    /// <summary>The one that has the fewest calls of this client to answer.</summary>
    public static PoolOrder LeastInFlight { get; } = new();

    /// <summary>One after another.</summary>
    public static PoolOrder RoundRobin { get; } = new();

    /// <summary>What the calls have in common that go to the same peer; null where they have nothing.</summary>
    public string? Key { get; }

    /// <summary>The hash of the key, the same in every process.</summary>
    public ulong KeyHash { get; }

    /// <summary>The same one for the same key.</summary>
    public static PoolOrder StickyTo(string key) => new(key);

    /// <summary>A hash of a text that is the same in every process.</summary>
    public static ulong Hash(string text)
    {
        ulong hash = FnvOffset;
        foreach (byte value in Encoding.UTF8.GetBytes(text))
            hash = (hash ^ value) * FnvPrime;
        return hash;
    }

    /// <summary>How well a key and a peer belong together: each key has an order of all peers of its own.</summary>
    public ulong ScoreOf(PoolMember member)
    {
        // The finalizer of SplitMix64: FNV alone leaves the high bits of similar texts alike.
        ulong mixed = KeyHash ^ member.IdHash;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
