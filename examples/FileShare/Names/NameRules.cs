using System.Text;

namespace FileShare.Names;

/// <summary>Which names of files and directories may go from one machine to another.</summary>
/// <remarks>
/// The rules of all systems hold on all systems, because the name may come from any other. Only the characters that
/// nothing but Windows minds are allowed elsewhere: people do write <c>12:30</c> and <c>why?</c>.
/// </remarks>
internal static class NameRules
{
    private const int MostBytes = 240; // file systems take 255, and ".part.json.new" comes behind it
    private const string MindedByWindows = "<>:\"|?*";

    private static readonly string[] Devices =
    [
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        .. "123456789\u00b9\u00b2\u00b3".SelectMany(digit => new[] { $"COM{digit}", $"LPT{digit}" }),
    ];

    /// <summary>Whether one segment of a path is a name that every system would take for just a name.</summary>
    public static bool IsSafe(string name) =>
        name.Length > 0
        && !IsHidden(name)
        && !IsUnfinished(name)
        && name[^1] is not ('.' or ' ')
        && !name.Any(IsForbidden)
        && IsText(name)
        && Encoding.UTF8.GetByteCount(name) <= MostBytes
        && !IsDrive(name)
        && !IsDevice(name);

    /// <summary>Hidden files are private; "." and ".." are among them.</summary>
    private static bool IsHidden(string name) => name[0] == '.';

    /// <summary>The files in which a transfer keeps what it has so far.</summary>
    private static bool IsUnfinished(string name) =>
        name.EndsWith(".part", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".part.json", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".part.json.new", StringComparison.OrdinalIgnoreCase);

    // Control characters would also let a name write to the terminal of whoever lists it.
    private static bool IsForbidden(char letter) =>
        letter is '/' or '\\'
        || char.IsControl(letter)
        || (OperatingSystem.IsWindows() && MindedByWindows.Contains(letter));

    private static bool IsText(string name) => !name.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar);

    private static bool IsDrive(string name) => name.Length >= 2 && char.IsAsciiLetter(name[0]) && name[1] == ':';

    // "nul.txt" is the device, too.
    private static bool IsDevice(string name) =>
        Devices.Contains(name.Split('.')[0].TrimEnd(), StringComparer.OrdinalIgnoreCase);
}
