using System.Text.RegularExpressions;
using PeerRpc.Docs.Tests.Repository;

namespace PeerRpc.Docs.Tests.Facts;

/// <summary>Relative links of the documentation lead to files, and to headings in them, that exist.</summary>
public partial class LinkTests
{
    public static TheoryData<string> Documents =>
    [
        .. Directory.EnumerateFiles(RepositoryRoot.Path("docs"), "*.md", SearchOption.AllDirectories)
            .Append(RepositoryRoot.Path("README.md"))
            .Where(File.Exists)
            .Select(RepositoryRoot.Relative)
            .Order(),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_OfDocument_LeadSomewhere(string document)
    {
        string text = CodeBlocks().Replace(RepositoryRoot.Read(document), "");
        string folder = Path.GetDirectoryName(RepositoryRoot.Path(document))!;

        IEnumerable<string> broken = Links().Matches(text)
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains(':', StringComparison.Ordinal))
            .Where(target => !LeadsSomewhere(document, folder, target));

        Findings.AssertNone(broken);
    }

    private static bool LeadsSomewhere(string document, string folder, string target)
    {
        string[] parts = target.Split('#', 2);
        string path = parts[0].Length > 0
            ? Path.GetFullPath(Path.Combine(folder, parts[0]))
            : RepositoryRoot.Path(document);
        return Path.Exists(path) && (parts.Length == 1 || HasHeading(path, parts[1]));
    }

    private static bool HasHeading(string path, string anchor) =>
        !path.EndsWith(".md", StringComparison.Ordinal)
        || File.ReadLines(path).Any(line => line.StartsWith('#') && Anchor(line.TrimStart('#').Trim()) == anchor);

    // As GitHub makes them: lower case, blanks to hyphens, nothing but letters, digits, hyphens and underscores.
    private static string Anchor(string heading) => string.Concat(
        heading.ToLowerInvariant().Replace(' ', '-').Where(
            letter => char.IsLetterOrDigit(letter) || letter is '-' or '_'));

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlocks();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Links();
}
