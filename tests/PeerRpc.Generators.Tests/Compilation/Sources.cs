using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PeerRpc.Generators.Tests.Compilation;

/// <summary>Compiles sources as a user's contract project would.</summary>
internal static class Sources
{
    // What a project with implicit usings has, and what contracts name.
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.ComponentModel.DataAnnotations;
        global using System.IO;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using PeerRpc;
        """;

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(IsOfTheRuntime)
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(PeerControllerAttribute).Assembly.Location),
    ];

    /// <summary>The oldest language version that generated code has to compile under.</summary>
    public static CSharpParseOptions ParseOptions { get; } =
        new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    public static CSharpCompilation Compile(params string[] sources)
    {
        CSharpCompilationOptions options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
            .WithNullableContextOptions(NullableContextOptions.Enable)
            .WithAllowUnsafe(true)
            .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
            // The sources under test are not documented; generated code is, or suppresses it.
            .WithSpecificDiagnosticOptions([new("CS1591", ReportDiagnostic.Suppress)]);
        IEnumerable<SyntaxTree> trees = sources
            .Prepend(Usings)
            .Select((text, i) => CSharpSyntaxTree.ParseText(text, ParseOptions, $"Source{i}.cs"));
        return CSharpCompilation.Create("Contracts", trees, References, options);
    }

    private static bool IsOfTheRuntime(string path)
    {
        string name = Path.GetFileName(path);
        return name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll";
    }
}
