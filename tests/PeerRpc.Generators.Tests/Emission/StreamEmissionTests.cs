using PeerRpc.Generators.Tests.Compilation;

namespace PeerRpc.Generators.Tests.Emission;

/// <summary>Generated code for streams, progress and live objects compiles without a warning, in every place.</summary>
public class StreamEmissionTests
{
    [Theory]
    [InlineData("IAsyncEnumerable<int>")]
    [InlineData("IAsyncEnumerable<string?>?")]
    [InlineData("IAsyncEnumerable<(int Left, string? Right)>")]
    [InlineData("IAsyncEnumerable<IAsyncEnumerable<Stream>>")]
    [InlineData("IAsyncEnumerable<IRoom?>")]
    [InlineData("IObservable<List<string?>>")]
    [InlineData("IObservable<Stream>")]
    [InlineData("IObservable<IObservable<IRoom>>")]
    [InlineData("Stream?")]
    [InlineData("System.IO.Pipelines.PipeReader")]
    [InlineData("IRoom")]
    public void Generate_ArgumentAndResult_CompileWithoutWarning(string type) => AssertCompiles($$"""
        Task<{{type}}> Get({{type}} x, int n = 3, CancellationToken token = default);
        ValueTask<{{type}}> GetSoon({{type}} x);
        [OneWay] Task Send({{type}} x);
        void Post({{type}} x, {{type}} y);
        """);

    [Theory]
    [InlineData("IAsyncEnumerable<int>")]
    [InlineData("IAsyncEnumerable<string?>?")]
    [InlineData("IAsyncEnumerable<(int Left, string? Right)>")]
    [InlineData("IAsyncEnumerable<IObservable<byte[]>>")]
    [InlineData("IAsyncEnumerable<IRoom?>")]
    [InlineData("IObservable<string?>")]
    [InlineData("IObservable<IAsyncEnumerable<Stream?>>")]
    [InlineData("IObservable<IRoom>")]
    public void Generate_DirectStream_CompilesWithoutWarning(string type) => AssertCompiles($$"""
        {{type}} Plain();
        {{type}} WithToken(CancellationToken token);
        {{type}} WithArguments(string? a, int b = 3, string c = "c", CancellationToken token = default);
        {{type}} WithCall(int a, PeerCall? call = null, CancellationToken cancellation = default);
        {{type}} Clash(int cancellation, int arguments, int count, int serializer, int argument0cancellation);
        [Obsolete("Gone.", true)] {{type}} Old({{type}} a);
        """);

    [Theory]
    [InlineData("IProgress<int>? progress = null")]
    [InlineData("IProgress<string?> progress, [Required] IProgress<(int, string?)>? more = null")]
    [InlineData("Stream? a = null, System.IO.Pipelines.PipeReader? b = null, IRoom? c = null")]
    [InlineData("IObservable<int>? a = null, IAsyncEnumerable<Stream>? b = null, int d = 3")]
    public void Generate_Defaults_CompileWithoutWarning(string parameters) => AssertCompiles($$"""
        Task Go({{parameters}}, CancellationToken token = default);
        IAsyncEnumerable<int> Stream({{parameters}}, CancellationToken token = default);
        """);

    [Theory]
    [InlineData("IX : IAsyncDisposable", "Task Go();")]
    [InlineData("IX : IRoom", "Task Dispose(int _invoker);")]
    [InlineData("IX : IAsyncDisposable", "[PeerMethod(\"end\")] new ValueTask DisposeAsync(); Task Dispose();")]
    [InlineData("IX : IAsyncDisposable", "Task Go(IX x); ValueTask IAsyncDisposable.DisposeAsync() => default;")]
    public void Generate_Disposable_CompilesAndReleases(string head, string methods)
    {
        string text = AssertCompiles(methods, head);

        Assert.Contains("_invoker.ReleaseAsync()", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_DisposeAsync_IsNoMethodOfTheContract()
    {
        string text = AssertCompiles("Task Go();", "IX : IAsyncDisposable");

        Assert.DoesNotContain("\"Dispose", text, StringComparison.Ordinal);
        Assert.DoesNotContain("_m1", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_ContractThatIsNotDisposable_KeepsNoInvoker() =>
        Assert.DoesNotContain("_invoker", AssertCompiles("Task<IRoom> Go();"), StringComparison.Ordinal);

    [Fact]
    public void Generate_ItemsOfStreams_AreNotValidated()
    {
        string text = AssertCompiles("Task Go(IAsyncEnumerable<List<string>> x, IObservable<string[]> y);");

        Assert.DoesNotContain("Check0", text, StringComparison.Ordinal);
        Assert.Contains("ReadNotNull(_c0, \"x\")", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("StreamOptions(Buffer = 3)", "Buffer = 3 }")]
    [InlineData("StreamOptions(Overflow = StreamOverflow.Wait)", "Overflow = global::PeerRpc.StreamOverflow.Wait }")]
    [InlineData("StreamOptions(Overflow = (StreamOverflow)99)", "Overflow = (global::PeerRpc.StreamOverflow)(99) }")]
    public void Generate_Options_AreWrittenAsTheyStand(string attribute, string expected) => Assert.Contains(
        $"new global::PeerRpc.StreamOptionsAttribute {{ {expected}",
        AssertCompiles($"[{attribute}] IObservable<int> Go();"),
        StringComparison.Ordinal);

    [Fact]
    public void Generate_OptionsOfBase_YieldToThoseOfContract()
    {
        const string Source = """
            [StreamOptions(Buffer = 3)] public interface IBase { IObservable<int> Go(); }
            [PeerController("/x"), StreamOptions(Buffer = 5)] public interface IX : IBase { Task Stay(); }
            [PeerController("/y")] public interface IY : IBase { Task Stay(); }
            """;

        GeneratorRun run = GeneratorRun.Over(Source);

        run.Emit();
        Assert.Equal(
            ["Buffer = 5", "Buffer = 3"],
            run.Files.Select(f => f.SourceText.ToString().Contains("Buffer = 5", StringComparison.Ordinal)
                ? "Buffer = 5"
                : "Buffer = 3"));
    }

    [Theory]
    [InlineData("Task Go(int a); Task<string> Stay(List<int> b);", 0)]
    [InlineData("Task Go(IProgress<int> a); Task<Stream> Stay(); IObservable<int> Be(); void One(IRoom a);", 4)]
    public void Generate_Table_MarksMethodsThatCarryStreams(string methods, int expected) => Assert.Equal(
        expected, AssertCompiles(methods).Split("carriesStreams: true").Length - 1);

    private static string AssertCompiles(string methods, string head = "IX")
    {
        GeneratorRun run = GeneratorRun.Over(
            $$"""[PeerController("/x")] public interface {{head}} { {{methods}} }""",
            """[PeerController("/room")] public interface IRoom : IAsyncDisposable { Task Say(string text); }""");

        run.Emit();
        return run.Files.Single(f => f.HintName.StartsWith("IX.", StringComparison.Ordinal)).SourceText.ToString();
    }
}
