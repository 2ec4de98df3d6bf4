using PeerRpc.Simulations.Runs;

namespace PeerRpc.Simulations.Planted;

/// <summary>A change of the product's source that breaks what it promises.</summary>
/// <param name="Name">What it does.</param>
/// <param name="File">The file, from <c>src</c> on.</param>
/// <param name="Text">What must stand there exactly once.</param>
/// <param name="Replacement">What stands there instead.</param>
/// <param name="Kind">What has to find it.</param>
internal sealed record PlantedBug(
    string Name, string File, string Text, string Replacement, PlayKind Kind = PlayKind.Calls)
{
    /// <summary>The project that is built again.</summary>
    public string Project => File.Split('/')[0];

    /// <summary>Plants the bug.</summary>
    /// <param name="source">The text of the file.</param>
    /// <returns>The text with the bug in it.</returns>
    /// <exception cref="InvalidOperationException">Its text does not occur exactly once.</exception>
    public string ApplyTo(string source)
    {
        int first = source.IndexOf(Text, StringComparison.Ordinal);
        if (first < 0 || source.IndexOf(Text, first + 1, StringComparison.Ordinal) >= 0)
        {
            string often = first < 0 ? "not at all" : "more than once";
            throw new InvalidOperationException($"The text of the planted bug '{Name}' occurs {often} in {File}.");
        }
        return string.Concat(source.AsSpan(0, first), Replacement, source.AsSpan(first + Text.Length));
    }
}
