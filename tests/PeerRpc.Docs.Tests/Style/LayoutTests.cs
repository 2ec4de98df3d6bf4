using Microsoft.CodeAnalysis.CSharp.Syntax;
using PeerRpc.Docs.Tests.Repository;

namespace PeerRpc.Docs.Tests.Style;

/// <summary>Files are short, and tell by their name and place what is in them.</summary>
public class LayoutTests
{
    private const int MostLines = 300;
    private const int MostColumns = 120;

    // Extension methods and their builders are in namespaces that their users have imported already.
    private static readonly string[] SharedNamespaces =
    [
        "Microsoft.AspNetCore.Builder",
        "Microsoft.Extensions.DependencyInjection",
        "PeerRpc.Broker",
    ];

    private static readonly string[] SharedSuffixes = ["Extensions", "Builder"];

    [Fact]
    public void File_HasOneTopLevelTypeNamedLikeIt()
    {
        IEnumerable<string> wrong = SourceFile.All
            .Select(file => (file, names: file.TopLevelTypes.Select(FileNameOf).Distinct().ToArray()))
            .Where(pair => pair.names.Length != 1 || !Fits(pair.file, pair.names[0]))
            .Select(pair => $"{pair.file.Path} declares {string.Join(", ", pair.names)}");

        Findings.AssertNone(wrong);
    }

    [Fact]
    public void File_HasAtMost300Lines()
    {
        IEnumerable<string> wrong = SourceFile.All
            .Where(file => Lines(file).Length > MostLines)
            .Select(file => $"{file.Path}: {Lines(file).Length} lines");

        Findings.AssertNone(wrong);
    }

    [Fact]
    public void Line_HasAtMost120Columns()
    {
        IEnumerable<string> wrong = SourceFile.All.SelectMany(file => Lines(file)
            .Select((line, i) => (line, number: i + 1))
            .Where(pair => pair.line.Length > MostColumns)
            .Select(pair => $"{file.Path}:{pair.number} has {pair.line.Length} columns"));

        Findings.AssertNone(wrong);
    }

    [Fact]
    public void Namespace_IsProjectAndFolder()
    {
        IEnumerable<string> wrong = SourceFile.All
            .Where(file => file.TopLevelTypes.Any() && file.Name != "IsExternalInit")
            .Where(file => file.Namespace != Expected(file) && !IsShared(file))
            .Select(file => $"{file.Path}: {file.Namespace}, expected {Expected(file)}");

        Findings.AssertNone(wrong);
    }

    private static bool IsShared(SourceFile file) =>
        SharedNamespaces.Contains(file.Namespace)
        && SharedSuffixes.Any(suffix => file.Name.EndsWith(suffix, StringComparison.Ordinal));

    // The root namespace of the contract assembly is that of the product: users write 'using PeerRpc'.
    private static string Expected(SourceFile file)
    {
        string project = file.Project == "PeerRpc.Abstractions" ? "PeerRpc" : file.Project;
        return file.Folder.Length == 0 ? project : $"{project}.{file.Folder.Replace('/', '.')}";
    }

    // A generic type beside one of the same name that is not generic stands in 'NameOfWhat.cs'.
    private static bool Fits(SourceFile file, string name) =>
        file.Name == name
        || (file.Name.StartsWith(name + "Of", StringComparison.Ordinal) && file.TopLevelTypes.All(IsGeneric));

    private static bool IsGeneric(MemberDeclarationSyntax type) =>
        type is TypeDeclarationSyntax { TypeParameterList: not null };

    private static string FileNameOf(MemberDeclarationSyntax type) => SourceFile.NameOf(type);

    private static string[] Lines(SourceFile file) => file.Text.TrimEnd('\n').Split('\n');
}
