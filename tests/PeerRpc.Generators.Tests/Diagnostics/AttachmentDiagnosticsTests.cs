using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Tests.Compilation;

namespace PeerRpc.Generators.Tests.Diagnostics;

/// <summary>Where streams, progress and live objects may stand, and where they may not.</summary>
public class AttachmentDiagnosticsTests
{
    private const string OnItsOwn = "take it as a parameter, a result or the items of a stream of its own";

    [Theory]
    [InlineData("Task Go(List<Stream> x);", "x", "'Stream' in 'List<Stream>'")]
    [InlineData("Task Go(IRoom[] x);", "x", "'IRoom' in 'IRoom[]'")]
    [InlineData("Task Go((int, IObservable<int>) x);", "x", "'IObservable<int>' in '(int, IObservable<int>)'")]
    [InlineData("Task<Dictionary<string, Stream>> Go();", "Go", "'Stream' in 'Dictionary<string, Stream>'")]
    [InlineData("IAsyncEnumerable<List<IProgress<int>>> Go();", "Go", "'IProgress<int>' in 'List<IProgress<int>>'")]
    [InlineData("Task Go(Upload x);", "x", "'Stream' in 'Upload.Content'")]
    [InlineData("Task<List<Folder>> Go();", "Go", "'Stream' in 'Upload.Content'")]
    [InlineData("IObservable<Folder> Go();", "Go", "'Stream' in 'Upload.Content'")]
    [InlineData("Task Go(Box<Stream> x);", "x", "'Stream' in 'Box<Stream>'")]
    [InlineData("Task Go(IProgress<Upload> x);", "x", "'Stream' in 'Upload.Content'")]
    [InlineData("[ApplicationError<Stream>(\"e\")] Task Go();", "Go", "'Stream' as the data of an error")]
    public Task Misplaced_InsideOfValue_SaysWhere(string method, string at, string where) =>
        AssertAsync("PRPC0028", method, at, where, OnItsOwn);

    [Theory]
    [InlineData("IProgress<int> Go();", "Go", "as its result")]
    [InlineData("Task<IProgress<int>> Go();", "Go", "as its result")]
    [InlineData("IAsyncEnumerable<IProgress<int>> Go();", "Go", "as the items of a stream")]
    [InlineData("Task Go(IObservable<IProgress<int>> x);", "x", "as the items of a stream")]
    public Task Misplaced_Progress_SaysToTakeItAsParameter(string method, string at, string where) =>
        AssertAsync("PRPC0028", method, at, where, "take it as a parameter");

    [Theory]
    [InlineData("Task Go(IProgress<Stream> x);", "'Stream' in 'IProgress<Stream>'")]
    [InlineData("Task Go(IProgress<IRoom> x);", "'IRoom' in 'IProgress<IRoom>'")]
    public Task Misplaced_ReportThatIsNoValue_SaysSo(string method, string where) =>
        AssertAsync("PRPC0028", method, "x", where, "report values only");

    [Theory]
    [InlineData("Task Go(IPlain x);", "x")]
    [InlineData("Task Go(IPlain? x = null);", "x")]
    [InlineData("Task Go(IAsyncEnumerable<IObservable<IPlain>> x);", "x")]
    public Task NotReleasable_ArgumentWithoutDisposeAsync_SaysToExtendIt(string method, string at) =>
        AssertAsync("PRPC0029", method, at, "let 'IPlain' extend IAsyncDisposable");

    [Fact]
    public Task Disposable_Contract_SaysToExtendIAsyncDisposable() => Diagnosis.AssertOneAsync(
        "PRPC0030",
        """[PeerController("/x")] public interface IX : IDisposable { Task Go(); }""",
        "IX",
        "extend IAsyncDisposable instead");

    [Theory]
    [InlineData("Stream Go();", "Task<Stream>")]
    [InlineData("System.IO.Pipelines.PipeReader Go();", "Task<PipeReader>")]
    [InlineData("IRoom Go();", "Task<IRoom>")]
    [InlineData("MemoryStream Go();", "Task<Stream>")]
    [InlineData("ISubject Go();", "return 'IObservable<int>'")]
    [InlineData("ref IAsyncEnumerable<int> Go();", "return 'IAsyncEnumerable<int>'")]
    public Task ReturnType_AttachmentThatNeedsATask_SuggestsTask(string method, string words) =>
        AssertAsync("PRPC0010", method, "Go", words);

    [Theory]
    [InlineData("[OneWay] IAsyncEnumerable<int> Go();")]
    [InlineData("[OneWay] IObservable<int> Go();")]
    [InlineData("[OneWay] Task<Stream> Go();")]
    public Task OneWayResult_Stream_IsReported(string method) =>
        AssertAsync("PRPC0011", method, "Go", "return Task or ValueTask");

    [Theory]
    [InlineData("Task<IPlain> Go(); IAsyncEnumerable<IPlain> Stay(); Task<IObservable<IPlain?>> Be();")]
    [InlineData("Task Go(Custom x, Hidden y); Task<Hidden> Stay();")]
    [InlineData("Task<Cycle<int>> Go(); Task<Cycle<List<string>>> Stay();")]
    public async Task Inspect_AttachmentThatDoesNotTravelInAValue_IsAccepted(string methods) =>
        Assert.Empty(await Diagnosis.OfAsync(Source(methods)));

    private static Task<Diagnostic> AssertAsync(string id, string method, string at, params string[] words) =>
        Diagnosis.AssertOneAsync(id, Source(method), at, words);

    private static string Source(string methods) => $$"""
        using System.Text.Json.Serialization;
        [PeerController("/plain")] public interface IPlain { Task Be(); }
        [PeerController("/room")] public interface IRoom : IAsyncDisposable { Task Be(); }
        public interface ISubject : IObservable<int>;
        public record Upload(string Name, Stream Content);
        public record Folder(string Name, Dictionary<string, Upload[]> Files, List<Folder> Folders);
        public record Box<T>(string Name, T Value);
        public record Cycle<T>(Cycle<List<T>>? One, Cycle<T[]>? Two, T Value);
        public record Hidden(string Name) { [JsonIgnore] public Stream? Content { get; set; } }
        [JsonConverter(typeof(JsonStringEnumConverter))] public record Custom(Stream Content);
        [PeerController("/x")] public interface IX { {{methods}} }
        """;
}
