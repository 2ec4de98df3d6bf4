using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Tests.Compilation;

namespace PeerRpc.Generators.Tests;

/// <summary>While somebody types, sources do not compile: neither generator nor analyzers may fail on them.</summary>
public class BrokenSourceTests
{
    [Theory]
    [InlineData("[PeerController] public interface IX { Task Go(); }")]
    [InlineData("[PeerController(null!)] public interface IX { Task Go(); }")]
    [InlineData("[PeerController(3)] public interface IX { Task Go(); }")]
    [InlineData("[PeerController(\"/x\")] public class X { }")]
    [InlineData("[PeerController(\"/x\")] public interface { Task Go(); }")]
    [InlineData("[PeerController(\"/x\")] public interface IX { Task Go( }")]
    [InlineData("[PeerController(\"/x\")] public interface IX { Task Go(Missing a, List<Missing?> b); }")]
    [InlineData("[PeerController(\"/x\")] public interface IX { Task<Missing> Go(Missing a = default); }")]
    [InlineData("[PeerController(\"/x\")] public interface IX { Task Go(int a = \"no\", string b = 3, int c = ); }")]
    [InlineData("[PeerController(\"/x\")] public interface IX { [PeerMethod] Task Go(); [OneWay(3)] Task Stay(); }")]
    [InlineData("[PeerController(\"/x\"), ApplicationError<Missing>(\"a\")] public interface IX { Task Go(); }")]
    [InlineData("[PeerController(\"/x\"), ApplicationError<>(\"a\")] public interface IX { Task Go(); }")]
    [InlineData("[PeerController(\"/x\")] public interface IX { Task Go([Range] int a, [Range(1, )] int b); }")]
    [InlineData("[PeerController(\"/x\")] public interface IX : Missing, IX { Task Go(); }")]
    [InlineData("[PeerController(\"/x\")] public interface IX { Task Go(IX x, IX[] y); Task<IX> Get(); }")]
    [InlineData("public record L(L Next) : L; [PeerController(\"/x\")] public interface IX { Task Go(L a); }")]
    [InlineData("[PeerController(\"/x\")] public interface IX { IAsyncEnumerable<> Go(IProgress<Missing> a); }")]
    [InlineData("[PeerController(\"/x\")] public interface IX { IObservable<Missing> Go(IAsyncEnumerable a); }")]
    [InlineData("[PeerController(\"/x\")] public interface IX { [StreamOptions(Buffer = \"3\", Overflow = )] T A(); }")]
    [InlineData("[PeerController(\"/x\")] public interface IX { [StreamOptions(Buffer = )] IObservable<int> A(); }")]
    [InlineData("[PeerController(\"/x\")] public interface IX { event Missing Go; event Action<> Stay; }")]
    public async Task Run_SourceThatDoesNotCompile_DoesNotFail(string source)
    {
        GeneratorRun run = GeneratorRun.Over(source);

        IReadOnlyList<Diagnostic> diagnostics = await Diagnosis.AnalyzeAsync(run.Input);
        Assert.All(diagnostics, d => Assert.StartsWith("PRPC", d.Id, StringComparison.Ordinal));
    }
}
