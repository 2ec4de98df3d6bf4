using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PeerRpc.Generators.Diagnostics;
using PeerRpc.Generators.Tests.Compilation;

namespace PeerRpc.Generators.Tests.Diagnostics;

/// <summary>Every diagnostic has a page, whose examples do what the page says.</summary>
public partial class DocumentationTests
{
    // What the examples name and the client package declares.
    private const string Client = """
        public class PeerClient { public void RegisterController<T>(T controller) where T : class { } }
        """;

    private static readonly DiagnosticDescriptor[] All =
    [
        .. new DiagnosticAnalyzer[] { new ContractAnalyzer(), new ImplementationAnalyzer(), new RegistrationAnalyzer() }
            .SelectMany(a => a.SupportedDiagnostics),
    ];

    // Numbers that were reported once, and must not come to mean something else.
    private static readonly string[] Retired = ["PRPC0020"];

    public static TheoryData<string> RetiredIds => [.. Retired];

    public static TheoryData<string> Ids => [.. All.Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Page_WrongExample_IsReported(string id)
    {
        IReadOnlyList<Diagnostic> diagnostics = await Diagnosis.OfAsync(Example(id, "Wrong"), Client);

        Assert.Equal([id], diagnostics.Select(d => d.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Page_RightExample_IsAccepted(string id)
    {
        Assert.Empty(await Diagnosis.OfAsync(Example(id, "Right"), Client));
        GeneratorRun run = GeneratorRun.Over(Example(id, "Right"), Client);
        run.Emit();
        Assert.NotEmpty(run.Files);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_TitleAndIndex_MatchDescriptor(string id)
    {
        DiagnosticDescriptor descriptor = All.Single(d => d.Id == id);
        string severity = descriptor.DefaultSeverity == DiagnosticSeverity.Error ? "error" : "warning";

        string page = Read($"{id}.md");

        Assert.StartsWith($"# {id}: {descriptor.Title}\n\nSeverity: {severity}\n", page, StringComparison.Ordinal);
        Assert.Contains(
            $"| [{id}]({id}.md) | {severity} | {descriptor.Title} |\n", Read("README.md"), StringComparison.Ordinal);
        Assert.Equal($"https://peerrpc.dev/docs/diagnostics/{id}", descriptor.HelpLinkUri);
    }

    [Theory]
    [MemberData(nameof(RetiredIds))]
    public void Page_RetiredId_SaysSo(string id)
    {
        string page = Read($"{id}.md");

        Assert.StartsWith($"# {id}: ", page, StringComparison.Ordinal);
        Assert.Contains("\n\nRetired. ", page, StringComparison.Ordinal);
        Assert.Contains($"| [{id}]({id}.md) | retired | ", Read("README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_AllAnalyzersAndRetired_AreDistinctWithoutGaps()
    {
        string[] ids = [.. All.Select(d => d.Id).Concat(Retired).Order(StringComparer.Ordinal)];

        Assert.Equal(Enumerable.Range(1, ids.Length).Select(i => $"PRPC{i:0000}"), ids);
    }

    private static string Example(string id, string heading)
    {
        Match match = Examples().Matches(Read($"{id}.md")).Single(m => m.Groups["heading"].Value == heading);
        return match.Groups["code"].Value;
    }

    private static string Read(string file, [CallerFilePath] string here = "") => File.ReadAllText(
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "diagnostics", file));

    [GeneratedRegex("## (?<heading>Wrong|Right)\n\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();
}
