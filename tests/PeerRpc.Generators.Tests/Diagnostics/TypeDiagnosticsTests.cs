using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Tests.Compilation;

namespace PeerRpc.Generators.Tests.Diagnostics;

public class TypeDiagnosticsTests
{
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
    [InlineData("Task Go(MemoryStream x);", "x", "write 'Stream'")]
    [InlineData("Task<FileStream> Go();", "Go", "write 'Stream'")]
    [InlineData("Task Go(Progress<int> x);", "x", "write 'IProgress<int>'")]
    [InlineData("Task Go(IAsyncEnumerable<MemoryStream> x);", "x", "write 'Stream'")]
    [InlineData("Task Go(Other x);", "x", "write 'IOther'")]
    [InlineData("Task<IConnectable<string?>> Go();", "Go", "write 'IObservable<string?>'")]
    [InlineData("IAsyncEnumerable<object> Go();", "Go", "JsonElement")]
    [InlineData("IObservable<Task<int>> Go();", "Go", "what the task results in")]
    [InlineData("Task Go(IProgress<object> x);", "x", "JsonElement")]
    public Task NotSerializable_Type_SaysWhatToWrite(string method, string at, string words) =>
        AssertTypeAsync("PRPC0021", method, at, words);

    private static Task<Diagnostic> AssertTypeAsync(string id, string method, string at, string words) =>
        Diagnosis.AssertOneAsync(
            id,
            $$"""
            [PeerController("/other")] public interface IOther { Task Be(); }
            public class Other : IOther { public Task Be() => Task.CompletedTask; }
            public interface IConnectable<T> : IObservable<T> { void Connect(); }
            [PeerController("/x")] public unsafe interface IX { {{method}} }
            """,
            at,
            words);
}
