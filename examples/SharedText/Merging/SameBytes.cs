using System.Diagnostics.CodeAnalysis;

namespace SharedText.Merging;

/// <summary>Compares arrays by what is in them.</summary>
internal sealed class SameBytes : IEqualityComparer<byte[]>
{
    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] byte[] obj)
    {
        var hash = new HashCode();
        hash.AddBytes(obj);
        return hash.ToHashCode();
    }
}
