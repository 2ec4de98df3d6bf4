using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PeerRpc.Generators.Diagnostics;

namespace PeerRpc.Generators.Tests.Compilation;

/// <summary>Runs the analyzers over some sources.</summary>
internal static class Diagnosis
{
    private static readonly DiagnosticAnalyzer[] Analyzers =
        [new ContractAnalyzer(), new ImplementationAnalyzer(), new RegistrationAnalyzer()];

    public static async Task<IReadOnlyList<Diagnostic>> OfAsync(params string[] sources)
    {
        CSharpCompilation compilation = Sources.Compile(sources);
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        return await AnalyzeAsync(compilation);
    }

    /// <summary>Runs the analyzers, whether or not the sources compile.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(CSharpCompilation compilation)
    {
        // Warnings as the analyzer means them, not as the compilation's options turn them into errors.
        CompilationWithAnalyzers analysis = compilation
            .WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default))
            .WithAnalyzers([.. Analyzers]);
        return [.. (await analysis.GetAnalyzerDiagnosticsAsync()).OrderBy(d => d.Location.SourceSpan.Start)];
    }

    /// <summary>Checks that there is exactly one diagnostic, at the marked text, with these words in it.</summary>
    public static async Task<Diagnostic> AssertOneAsync(string id, string source, string at, params string[] words)
    {
        Diagnostic diagnostic = Assert.Single(await OfAsync(source));

        Assert.Equal(id, diagnostic.Id);
        string marked = diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
        Assert.Equal(at, marked);
        Assert.All(words, word => Assert.Contains(word, diagnostic.GetMessage(null), StringComparison.Ordinal));
        return diagnostic;
    }
}
