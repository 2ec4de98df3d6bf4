namespace SharedText;

public readonly record struct TextAnchor
{
    public byte[] ToBytes() => throw new NotSupportedException();
    public static bool TryRead(ReadOnlySpan<byte> bytes, out TextAnchor anchor) => throw new NotSupportedException();
}
