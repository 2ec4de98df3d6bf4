using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Tests.Compilation;

namespace PeerRpc.Generators.Tests.Diagnostics;

public class TypeDiagnosticsTests
{
    [Theory]
    [InlineData("IAsyncEnumerable<int> Go();", "Go")]
    [InlineData("Task<IAsyncEnumerable<int>> Go();", "Go")]
    [InlineData("IObservable<string> Go();", "Go")]
    [InlineData("Task<IObservable<string>> Go();", "Go")]
    [InlineData("Stream Go();", "Go")]
    [InlineData("Task<Stream> Go();", "Go")]
    [InlineData("Task<System.IO.Pipelines.PipeReader> Go();", "Go")]
    [InlineData("IOther Go();", "Go")]
    [InlineData("Task<IOther> Go();", "Go")]
    [InlineData("Task Go(IAsyncEnumerable<int> x);", "x")]
    [InlineData("Task Go(IObservable<int> x);", "x")]
    [InlineData("Task Go(IProgress<double> x);", "x")]
    [InlineData("Task Go(MemoryStream x);", "x")]
    [InlineData("Task Go(IOther x);", "x")]
    [InlineData("Task Go(List<IOther> x);", "x")]
    public Task NotYetSupported_StreamOrLiveObject_IsReported(string method, string at) =>
        AssertTypeAsync("PRPC0020", method, at, "not supported in this version");

    [Theory]
    [InlineData("IDisposable")]
    [InlineData("IAsyncDisposable")]
    public Task NotYetSupported_DisposableContract_IsReported(string type) => Diagnosis.AssertOneAsync(
        "PRPC0020", $$"""[PeerController("/x")] public interface IX : {{type}} { Task Go(); }""", "IX", type);

    [Theory]
    [InlineData("Task Go(object x);", "x", "JsonElement")]
    [InlineData("Task Go(dynamic x);", "x", "JsonElement")]
    [InlineData("Task<object?> Go();", "Go", "JsonElement")]
    [InlineData("Task Go(Dictionary<string, object> x);", "x", "JsonElement")]
    [InlineData("Task Go(Action<int> x);", "x", "send data")]
    [InlineData("Task Go(System.Linq.Expressions.Expression<Func<int>> x);", "x", "send the data")]
    [InlineData("Task Go(Type x);", "x", "name as a string")]
    [InlineData("Task Go(CancellationTokenSource x);", "x", "take a CancellationToken")]
    [InlineData("Task Go(CancellationToken[] x);", "x", "parameter of its own")]
    [InlineData("Task Go(List<PeerCall> x);", "x", "parameter of its own")]
    [InlineData("Task Go(Task<int> x);", "x", "what the task results in")]
    [InlineData("Task Go((int, ValueTask) x);", "x", "what the task results in")]
    [InlineData("Task Go(int* x);", "x", "byte[]")]
    [InlineData("Task Go(delegate*<int, void> x);", "x", "byte[]")]
    [InlineData("Task Go(ReadOnlySpan<byte> x);", "x", "byte[]")]
    [InlineData("Task Go(nint x);", "x", "long")]
    [InlineData("Task Go(List<int[,]> x);", "x", "array of arrays")]
    public Task NotSerializable_Type_SaysWhatToWrite(string method, string at, string words) =>
        AssertTypeAsync("PRPC0021", method, at, words);

    private static Task<Diagnostic> AssertTypeAsync(string id, string method, string at, string words) =>
        Diagnosis.AssertOneAsync(
            id,
            $$"""
            [PeerController("/other")] public interface IOther { Task Be(); }
            [PeerController("/x")] public unsafe interface IX { {{method}} }
            """,
            at,
            words);
}
