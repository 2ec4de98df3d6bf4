using System.Text.RegularExpressions;

namespace PeerRpc.Core.Tests.Protocol;

/// <summary>What tests read of docs/protocol.md.</summary>
internal static partial class ProtocolDocument
{
    private static readonly string Root = FindRoot();

    private static readonly Lazy<string> Text = new(() => File.ReadAllText(Path.Combine(Root, "docs", "protocol.md")));

    public static string RepositoryRoot => Root;

    /// <summary>The ids of all requirements, in their order.</summary>
    public static IReadOnlyList<string> Musts() =>
        [.. MustPattern().Matches(Text.Value).Select(match => match.Groups[1].Value)];

    /// <summary>The bytes of an example.</summary>
    public static byte[] Hex(string id)
    {
        Match block = Regex.Match(
            Text.Value, $"^```hex {id}\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline);
        if (!block.Success)
            throw new ArgumentException($"docs/protocol.md has no example '{id}'.");
        IEnumerable<string> lines = block.Groups[1].Value.Split('\n').Select(line => line.Split('#')[0]);
        return Convert.FromHexString(string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
    }

    /// <summary>The names of all examples.</summary>
    public static IReadOnlyList<string> Examples() =>
        [.. ExamplePattern().Matches(Text.Value).Select(match => match.Groups[1].Value)];

    /// <summary>The rows of the table behind a heading, each as its cells.</summary>
    public static string[][] Table(string header)
    {
        string[] lines = Text.Value.Split('\n');
        int start = Array.FindIndex(lines, line => line == header);
        if (start < 0)
            throw new ArgumentException($"docs/protocol.md has no table with the header '{header}'.");
        return [.. lines.Skip(start + 2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())];
    }

    private static string FindRoot()
    {
        string directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "PeerRpc.sln")))
        {
            directory = Path.GetDirectoryName(directory)
                ?? throw new InvalidOperationException("No PeerRpc.sln above the tests.");
        }
        return directory;
    }

    [GeneratedRegex(@"\*\*\[([FCRLQSPD]-\d+)\]\*\*")]
    private static partial Regex MustPattern();

    [GeneratedRegex("^```hex ([a-z0-9-]+)$", RegexOptions.Multiline)]
    private static partial Regex ExamplePattern();
}
