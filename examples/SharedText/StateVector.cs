namespace SharedText;

public sealed class StateVector
{
    public static StateVector Empty { get; } = new();
    public byte[] ToBytes() => throw new NotSupportedException();
    public static bool TryRead(ReadOnlySpan<byte> bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out StateVector? state) =>
        throw new NotSupportedException();
    public bool Covers(StateVector other) => throw new NotSupportedException();
}
