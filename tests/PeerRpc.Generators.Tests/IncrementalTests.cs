using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PeerRpc.Generators.Tests.Compilation;

namespace PeerRpc.Generators.Tests;

/// <summary>An edit regenerates a contract only if something that its code depends on has changed.</summary>
public class IncrementalTests
{
    private const string Contract = """
        [PeerController("/chat")] public interface IChat { Task Say(Message message, [Range(1, 3)] int times = 1); }
        """;

    private const string Message = """public record Message([Required] string Text, List<string> Tags);""";

    [Fact]
    public void Run_UnrelatedFileEdited_AllStepsCached()
    {
        GeneratorRun first = GeneratorRun.Over(Contract, Message, "public class Unrelated;");

        GeneratorRun second = first.Again(c => Edit(c, "Unrelated", "public class Unrelated { int _x = 3; }"));

        Assert.All(second.ReasonsOf(PeerContractGenerator.ReadingStep), AssertUntouched);
        Assert.All(second.ReasonsOf(PeerContractGenerator.ContractsStep), AssertUntouched);
        Assert.All(second.OutputReasons, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.Equal(first.Text, second.Text);
    }

    [Fact]
    public void Run_CommentAddedToContract_OutputCached()
    {
        GeneratorRun first = GeneratorRun.Over(Contract, Message);

        GeneratorRun second = first.Again(c => Edit(c, "interface IChat", "// A comment.\n" + Contract));

        Assert.All(second.ReasonsOf(PeerContractGenerator.ContractsStep), AssertUntouched);
        Assert.All(second.OutputReasons, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void Run_AttributeOfArgumentTypeEdited_Regenerates()
    {
        GeneratorRun first = GeneratorRun.Over(Contract, Message);

        GeneratorRun second = first.Again(
            c => Edit(c, "record Message", "public record Message([StringLength(7)] string Text, List<string> Tags);"));

        Assert.Contains("StringLengthAttribute(7)", second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OneOfTwoContractsEdited_OtherStaysCached()
    {
        const string Other = """[PeerController("/other")] public interface IOther { Task Go(); }""";
        GeneratorRun first = GeneratorRun.Over(Contract, Message, Other);

        GeneratorRun second = first.Again(
            c => Edit(c, "IOther", Other.Replace("Go", "Stay", StringComparison.Ordinal)));

        Assert.Contains(IncrementalStepRunReason.Modified, second.ReasonsOf(PeerContractGenerator.ContractsStep));
        Assert.Contains(IncrementalStepRunReason.Cached, second.OutputReasons);
    }

    [Fact]
    public void Run_StreamsAndOptions_UnrelatedEditCachedAndOptionsEditRegenerates()
    {
        const string Streams = """
            [PeerController("/market")] public interface IMarket : IAsyncDisposable
            {
                [StreamOptions(Buffer = 8)] IObservable<IAsyncEnumerable<int>> Prices(IProgress<int>? progress = null);
            }
            """;
        GeneratorRun first = GeneratorRun.Over(Streams, "public class Unrelated;");

        GeneratorRun second = first.Again(c => Edit(c, "Unrelated", "public class Unrelated { int _x = 3; }"));
        GeneratorRun third = second.Again(
            c => Edit(c, "IMarket", Streams.Replace("8", "9", StringComparison.Ordinal)));

        Assert.All(second.ReasonsOf(PeerContractGenerator.ContractsStep), AssertUntouched);
        Assert.All(second.OutputReasons, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.Contains("Buffer = 9", third.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_UnsoundContract_GeneratesNothing()
    {
        GeneratorRun run = GeneratorRun.Over("""[PeerController("/x")] public interface IX { int Bad(); }""");

        Assert.Empty(run.Files);
    }

    private static void AssertUntouched(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString());

    private static CSharpCompilation Edit(CSharpCompilation compilation, string containing, string text)
    {
        SyntaxTree old = compilation.SyntaxTrees.Single(
            t => t.ToString().Contains(containing, StringComparison.Ordinal));
        return compilation.ReplaceSyntaxTree(
            old, CSharpSyntaxTree.ParseText(text, Sources.ParseOptions, old.FilePath));
    }
}
