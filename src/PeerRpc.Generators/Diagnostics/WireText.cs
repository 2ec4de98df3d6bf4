using System.Text;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>The limits of names on the wire.</summary>
internal static class WireText
{
    private const int MaxBytes = 128;

    /// <summary>The length of a name in bytes.</summary>
    public static int LengthOf(string? text) => Encoding.UTF8.GetByteCount(text ?? "");

    public static bool IsValid(string? text) => LengthOf(text) is > 0 and <= MaxBytes;
}
