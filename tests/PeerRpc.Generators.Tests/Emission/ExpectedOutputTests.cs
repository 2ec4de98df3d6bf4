using System.Runtime.CompilerServices;
using PeerRpc.Generators.Tests.Compilation;

namespace PeerRpc.Generators.Tests.Emission;

/// <summary>
/// Compares what is generated with files that people have read. Set <c>PEERRPC_REWRITE_EXPECTED=1</c> to rewrite them,
/// then read the difference.
/// </summary>
public class ExpectedOutputTests
{
    private static readonly string VersionText =
        typeof(PeerContractGenerator).Assembly.GetName().Version!.ToString(3);

    [Theory]
    [InlineData("Chat")]
    [InlineData("DefaultValues")]
    [InlineData("OneWay")]
    [InlineData("Inheritance")]
    [InlineData("Validation")]
    [InlineData("Streams")]
    [InlineData("Observables")]
    [InlineData("LiveObjects")]
    public void Generate_Contract_MatchesExpectedFile(string name)
    {
        string source = File.ReadAllText(PathOf($"{name}.source.cs"));

        GeneratorRun run = GeneratorRun.Over(source);

        run.Emit();
        Compare(PathOf($"{name}.verified.cs"), run.Text.Replace($"\"{VersionText}\"", "\"{version}\"", StringComparison.Ordinal));
    }

    private static void Compare(string path, string actual)
    {
        if (Environment.GetEnvironmentVariable("PEERRPC_REWRITE_EXPECTED") == "1")
            File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string PathOf(string file, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "Expected", file);
}
