using PeerRpc.Docs.Tests.Repository;

namespace PeerRpc.Docs.Tests.Style;

/// <summary>Folders form no cycle, and the documentation draws them as they are.</summary>
public class FolderGraphTests
{
    public static TheoryData<string> Projects => [.. SourceFile.All.Select(file => file.Project).Distinct()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_OfProject_FormNoCycle(string project)
    {
        Findings.AssertNone(new FolderGraph(project).Cycles());
    }

    [Theory]
    [InlineData("PeerRpc.Abstractions")]
    [InlineData("PeerRpc.Core")]
    [InlineData("PeerRpc.Client")]
    [InlineData("PeerRpc.Broker")]
    [InlineData("PeerRpc.Testing")]
    public void FolderTable_OfArchitecture_SaysWhatEachFolderUses(string project)
    {
        var graph = new FolderGraph(project);
        IEnumerable<string> expected = SourceFile.All
            .Where(file => file.Project == project)
            .Select(file => file.Folder)
            .Distinct()
            .Select(folder => $"{Show(folder)}: {string.Join(", ", graph.UsedBy(folder).Select(Show))}");

        IEnumerable<string> documented = MarkdownTable.Rows("docs/architecture.md", $"### {project}")
            .Where(row => row[0] != "Folder")
            .Select(row => $"{row[0]}: {row[2]}");

        Findings.AssertSame(expected, documented);
    }

    private static string Show(string folder) => folder.Length == 0 ? "(root)" : folder;
}
