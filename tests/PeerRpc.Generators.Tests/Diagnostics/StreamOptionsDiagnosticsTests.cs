using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Tests.Compilation;

namespace PeerRpc.Generators.Tests.Diagnostics;

public class StreamOptionsDiagnosticsTests
{
    [Theory]
    [InlineData("[StreamOptions] Task Go();", "Go", "its result is no IObservable<T>")]
    [InlineData("[StreamOptions] IAsyncEnumerable<int> Go();", "Go", "its result is no IObservable<T>")]
    [InlineData("[StreamOptions] Task Go(IObservable<int> x);", "Go", "its result is no IObservable<T>")]
    [InlineData("Task Go([StreamOptions] IAsyncEnumerable<int> x);", "x", "it is no IObservable<T>")]
    [InlineData("IObservable<int> Go([StreamOptions] CancellationToken x);", "x", "it is no IObservable<T>")]
    public async Task NoObservable_MethodOrParameter_Warns(string method, string at, string words)
    {
        Diagnostic diagnostic = await Diagnosis.AssertOneAsync("PRPC0031", Source(method), at, words);

        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
    }

    [Fact]
    public Task NoObservable_Contract_Warns() => Diagnosis.AssertOneAsync(
        "PRPC0031",
        """[PeerController("/x"), StreamOptions] public interface IX { Task Go(); IAsyncEnumerable<int> Stay(); }""",
        "IX",
        "no method carries an IObservable<T>");

    [Theory]
    [InlineData("[StreamOptions(Buffer = -3)] IObservable<int> Go();", "Go")]
    [InlineData("Task Go([StreamOptions(Buffer = -3)] IObservable<int> x);", "x")]
    public Task NegativeBuffer_MethodOrParameter_IsReported(string method, string at) =>
        Diagnosis.AssertOneAsync("PRPC0032", Source(method), at, "-3 items");

    [Fact]
    public async Task IgnoredBuffer_Latest_Warns()
    {
        const string Method = "[StreamOptions(Buffer = 8, Overflow = StreamOverflow.Latest)] IObservable<int> Go();";

        Diagnostic diagnostic = await Diagnosis.AssertOneAsync(
            "PRPC0033", Source(Method), "Go", "8 items", "DropOldest");

        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
    }

    [Theory]
    [InlineData("[StreamOptions(Buffer = 8)] IObservable<int> Go();")]
    [InlineData("[StreamOptions(Buffer = 1, Overflow = StreamOverflow.Latest)] Task<IObservable<int>> Go();")]
    [InlineData("[StreamOptions] IAsyncEnumerable<IObservable<int>> Go();")]
    [InlineData("Task Go([StreamOptions(Buffer = 3)] IAsyncEnumerable<IObservable<int>>? x = null);")]
    public async Task Inspect_OptionsOfObservable_AreAccepted(string method) =>
        Assert.Empty(await Diagnosis.OfAsync(Source(method)));

    [Theory]
    [InlineData("IObservable<int> Go();")]
    [InlineData("Task Go(IObservable<int> x);")]
    public async Task Inspect_OptionsOfContract_AreAccepted(string method) => Assert.Empty(await Diagnosis.OfAsync(
        $$"""[PeerController("/x"), StreamOptions(Buffer = 3)] public interface IX { {{method}} }"""));

    private static string Source(string method) =>
        $$"""[PeerController("/x")] public interface IX { {{method}} }""";
}
