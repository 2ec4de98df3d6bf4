using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PeerRpc.Generators;

namespace PeerRpc.Examples.Tests.Docs;

/// <summary>Compiles snippets the way a project of a user would, with the generator.</summary>
/// <remarks>
/// 1. A snippet without top-level statements declares types: all of a document's are compiled together. 2. Each snippet
/// with top-level statements is compiled as a program, with those types. 3. The preamble has the usings and what
/// fragments take for granted.
/// </remarks>
internal sealed class SnippetCompilation
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly SyntaxTree _preamble = Parse(
        File.ReadAllText(RepositoryFiles.PathOf("tests/PeerRpc.Examples.Tests/Docs/Preamble.cs")), "Preamble.cs");

    private readonly SyntaxTree[] _types;
    private readonly SyntaxTree[] _programs;

    public SnippetCompilation(IEnumerable<Snippet> snippets)
    {
        SyntaxTree[] trees = [.. snippets.Select(s => Parse(new string('\n', s.Line - 1) + s.Text, s.Document))];
        _programs = [.. trees.Where(IsProgram)];
        _types = [.. trees.Where(tree => !IsProgram(tree))];
    }

    /// <summary>Compiles everything.</summary>
    /// <returns>The errors and warnings, with the lines of the document.</returns>
    public IReadOnlyList<string> Problems()
    {
        IEnumerable<string> ofTypes = Compile(OutputKind.DynamicallyLinkedLibrary, _types);
        IEnumerable<string> ofPrograms = _programs
            .SelectMany(program => Compile(OutputKind.ConsoleApplication, [.. _types, program]));
        return [.. ofTypes.Concat(ofPrograms).Distinct()];
    }

    private IEnumerable<string> Compile(OutputKind kind, SyntaxTree[] trees)
    {
        var options = new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create("Snippets", [_preamble, .. trees], References, options);
        CSharpGeneratorDriver.Create([new PeerContractGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out var generated);
        using var assembly = new MemoryStream();
        IEnumerable<Diagnostic> problems = generated.Concat(output.Emit(assembly).Diagnostics).Where(IsProblem);
        return [.. problems.Select(problem => problem.ToString())];
    }

    private static bool IsProblem(Diagnostic diagnostic) => diagnostic.Severity >= DiagnosticSeverity.Warning;

    private static bool IsProgram(SyntaxTree tree) =>
        tree.GetCompilationUnitRoot().Members.Any(member => member is GlobalStatementSyntax);

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);
}
