using System.Globalization;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>Sizes as people write them: <c>1GiB</c>, <c>64MiB</c>, <c>512KiB</c> or a number of bytes.</summary>
internal static class ByteSize
{
    private const long Largest = 1L << 40;
    private static readonly (string Unit, int Shift)[] Units = [("GiB", 30), ("MiB", 20), ("KiB", 10), ("", 0)];

    /// <summary>Reads a size of at least one byte and at most one TiB.</summary>
    public static bool TryParse(string text, out long bytes)
    {
        (string unit, int shift) = Units.First(known => text.EndsWith(known.Unit, StringComparison.Ordinal));
        bool isNumber = long.TryParse(
            text.AsSpan(0, text.Length - unit.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long count);
        bool isValid = isNumber && count > 0 && count <= Largest >> shift;
        bytes = isValid ? count << shift : 0;
        return isValid;
    }

    /// <summary>Writes a size in its largest whole unit.</summary>
    public static string Format(long bytes)
    {
        (string unit, int shift) = Units.First(known => bytes % (1L << known.Shift) == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes >> shift} {(unit.Length > 0 ? unit : "bytes")}");
    }
}
