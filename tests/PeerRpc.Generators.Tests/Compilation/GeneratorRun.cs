using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PeerRpc.Generators.Tests.Compilation;

/// <summary>One run of the generator over some sources.</summary>
internal sealed class GeneratorRun
{
    private readonly GeneratorDriver _driver;
    private readonly Microsoft.CodeAnalysis.Compilation _output;

    private GeneratorRun(GeneratorDriver driver, CSharpCompilation input)
    {
        Input = input;
        _driver = driver.RunGeneratorsAndUpdateCompilation(input, out _output, out ImmutableArray<Diagnostic> problems);
        Assert.Empty(problems);
    }

    public CSharpCompilation Input { get; }

    public IReadOnlyList<GeneratedSourceResult> Files => Result.GeneratedSources;

    /// <summary>The text of the only generated file.</summary>
    public string Text => Assert.Single(Files).SourceText.ToString();

    private GeneratorRunResult Result => Assert.Single(_driver.GetRunResult().Results);

    public static GeneratorRun Over(params string[] sources)
    {
        var options = new GeneratorDriverOptions(default, trackIncrementalGeneratorSteps: true);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new PeerContractGenerator().AsSourceGenerator()],
            parseOptions: Sources.ParseOptions,
            driverOptions: options);
        return new GeneratorRun(driver, Sources.Compile(sources));
    }

    /// <summary>Runs again, with what the driver remembers, over a changed compilation.</summary>
    public GeneratorRun Again(Func<CSharpCompilation, CSharpCompilation> change) => new(_driver, change(Input));

    /// <summary>Why the generator's steps of one name ran, or did not.</summary>
    public IEnumerable<IncrementalStepRunReason> ReasonsOf(string step) =>
        Result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason);

    public IEnumerable<IncrementalStepRunReason> OutputReasons =>
        Result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs).Select(o => o.Reason);

    /// <summary>Compiles sources and generated code into an assembly, without a single warning.</summary>
    public byte[] Emit()
    {
        using var assembly = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = _output.Emit(assembly);
        IEnumerable<string> problems = result.Diagnostics
            .Where(d => d.Severity >= DiagnosticSeverity.Warning)
            .Select(d => $"{d}\n{LineOf(d.Location)}");
        string text = string.Join('\n', problems);
        Assert.True(text.Length == 0, text);
        return assembly.ToArray();
    }

    private static string? LineOf(Location location) =>
        location.SourceTree?.GetText().Lines[location.GetLineSpan().StartLinePosition.Line].ToString();
}
