using System.Diagnostics.CodeAnalysis;

namespace PeerRpc.Core.Calls;

/// <summary>Compares byte strings by their content, whether they lie in an array or in a received frame.</summary>
internal sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static Utf8Comparer Instance { get; } = new();

    public bool Equals(byte[]? left, byte[]? right) => left.AsSpan().SequenceEqual(right);

    public int GetHashCode([DisallowNull] byte[] value) => GetHashCode(value.AsSpan());

    public bool Equals(ReadOnlySpan<byte> left, byte[] right) => left.SequenceEqual(right);

    public int GetHashCode(ReadOnlySpan<byte> value)
    {
        var hash = new HashCode();
        hash.AddBytes(value);
        return hash.ToHashCode();
    }

    public byte[] Create(ReadOnlySpan<byte> value) => value.ToArray();
}
