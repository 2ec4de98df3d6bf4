using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PeerRpc.Docs.Tests.Repository;

/// <summary>One C# file below <c>src</c>, parsed but not compiled.</summary>
/// <param name="Path">Within the repository, with slashes.</param>
/// <param name="Project">The name of its project.</param>
/// <param name="Folder">Its folder within the project, with slashes; empty for the project's own.</param>
/// <param name="Text">What is written in it.</param>
/// <param name="Root">The same as a tree.</param>
internal sealed record SourceFile(
    string Path, string Project, string Folder, string Text, CompilationUnitSyntax Root)
{
    private static readonly Lazy<SourceFile[]> Files = new(() => [.. Load()]);

    /// <summary>All files of the shipped projects.</summary>
    public static IReadOnlyList<SourceFile> All => Files.Value;

    /// <summary>The name of the file without its extension.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The namespace of the file; empty if it has none.</summary>
    public string Namespace =>
        Root.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString() ?? "";

    /// <summary>The namespaces that it imports.</summary>
    public IEnumerable<string> Imports =>
        Root.Usings
            .Where(import => import.Alias is null && import.Name is not null)
            .Select(import => import.Name!.ToString());

    /// <summary>The types that are declared in it and in no other type.</summary>
    public IEnumerable<MemberDeclarationSyntax> TopLevelTypes => Root
        .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        .OfType<MemberDeclarationSyntax>()
        .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    /// <summary>The line of a node, counted from 1.</summary>
    public static int LineOf(Microsoft.CodeAnalysis.SyntaxNode node) =>
        node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    /// <summary>The name of a declared type.</summary>
    public static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax declared => declared.Identifier.Text,
        DelegateDeclarationSyntax declared => declared.Identifier.Text,
        _ => "",
    };

    private static IEnumerable<SourceFile> Load()
    {
        string source = RepositoryRoot.Path("src");
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        foreach (string path in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Order())
        {
            string[] parts = System.IO.Path.GetRelativePath(source, path).Replace('\\', '/').Split('/');
            if (parts is [_, "bin" or "obj", ..])
                continue;
            string text = File.ReadAllText(path);
            yield return new SourceFile(
                RepositoryRoot.Relative(path), parts[0], string.Join('/', parts[1..^1]), text,
                CSharpSyntaxTree.ParseText(text, options).GetCompilationUnitRoot());
        }
    }
}
