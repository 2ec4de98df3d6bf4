using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PeerRpc.Generators.CodeFixes;
using PeerRpc.Generators.Diagnostics;
using PeerRpc.Generators.Tests.Compilation;

namespace PeerRpc.Generators.Tests.CodeFixes;

public class InferredClassCodeFixTests
{
    private const string Source = """
        namespace Contracts
        {
            [PeerController("/chat")] public interface IChat { Task Say(); }
            [PeerController("/log")] public interface ILog { Task Note(); }
        }
        namespace App
        {
            using Contracts;
            public class Chat : IChat, ILog
            {
                public Task Say() => Task.CompletedTask;
                public Task Note() => Task.CompletedTask;
            }
            public class Client { public void RegisterController<T>(T controller) where T : class { } }
            public static class Program
            {
                public static void Run(Client client) => client /* here */ .RegisterController(new Chat());
            }
        }
        """;

    [Theory]
    [InlineData("IChat")]
    [InlineData("ILog")]
    public async Task Fix_InferredClass_WritesContract(string contract)
    {
        IReadOnlyList<(CodeAction Action, Document Document)> fixes = await FixesAsync();

        Assert.Equal(2, fixes.Count);
        (CodeAction action, Document document) = fixes.Single(f => f.Action.EquivalenceKey == contract);
        Assert.Equal($"Write RegisterController<{contract}>(...)", action.Title);
        string expected = Source.Replace(
            ".RegisterController(", $".RegisterController<{contract}>(", StringComparison.Ordinal);
        Assert.Equal(expected, await ApplyAsync(action, document.Id));
    }

    private static async Task<IReadOnlyList<(CodeAction, Document)>> FixesAsync()
    {
        using var workspace = new AdhocWorkspace();
        var compilation = Sources.Compile();
        Project project = workspace.AddProject("App", LanguageNames.CSharp)
            .WithParseOptions(Sources.ParseOptions)
            .WithCompilationOptions(compilation.Options)
            .WithMetadataReferences(compilation.References)
            .AddDocument("Usings.cs", await compilation.SyntaxTrees.Single().GetTextAsync()).Project;
        Document document = project.AddDocument("Program.cs", SourceText.From(Source));
        Diagnostic diagnostic = Assert.Single(await DiagnoseAsync(document.Project));
        var fixes = new List<(CodeAction, Document)>();
        var context = new CodeFixContext(
            document, diagnostic, (action, _) => fixes.Add((action, document)), CancellationToken.None);
        await new InferredClassCodeFix().RegisterCodeFixesAsync(context);
        return fixes;
    }

    private static async Task<IEnumerable<Diagnostic>> DiagnoseAsync(Project project)
    {
        var compilation = (await project.GetCompilationAsync())!;
        return await compilation.WithAnalyzers([new RegistrationAnalyzer()]).GetAnalyzerDiagnosticsAsync();
    }

    private static async Task<string> ApplyAsync(CodeAction action, DocumentId id)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        var change = Assert.IsType<ApplyChangesOperation>(Assert.Single(operations));
        return (await change.ChangedSolution.GetDocument(id)!.GetTextAsync()).ToString();
    }
}
