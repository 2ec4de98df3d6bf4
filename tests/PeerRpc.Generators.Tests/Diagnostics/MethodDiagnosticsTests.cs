using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Tests.Compilation;

namespace PeerRpc.Generators.Tests.Diagnostics;

public class MethodDiagnosticsTests
{
    [Fact]
    public Task GenericMethod_Declared_IsReported() =>
        AssertMethodAsync("PRPC0009", "Task Send<T>(int value);", "Send", "for each type");

    [Theory]
    [InlineData("int Add();", "Task<int>")]
    [InlineData("string? Add();", "Task<string?>")]
    [InlineData("ref int Add();", "Task<int>")]
    [InlineData("Task<Task<int>> Add();", "return 'Task<int>'")]
    [InlineData("Task<ValueTask> Add();", "return 'ValueTask'")]
    [InlineData("List<Task> Add();", "Task<List<Task>>")]
    public Task ReturnType_NotATask_SuggestsTask(string method, string words) =>
        AssertMethodAsync("PRPC0010", method, "Add", words);

    [Theory]
    [InlineData("Task<int>")]
    [InlineData("ValueTask<int>")]
    public Task OneWayResult_TaskWithResult_IsReported(string type) =>
        AssertMethodAsync("PRPC0011", $"[OneWay] {type} Send();", "Send", "return Task or ValueTask");

    [Theory]
    [InlineData("void Send();", "one-way")]
    [InlineData("[OneWay] Task Send();", "one-way")]
    [InlineData("IAsyncEnumerable<int> Send();", "streams")]
    [InlineData("Task<System.IO.Stream> Send();", "streams")]
    [InlineData("Task Send(IProgress<int> progress);", "streams")]
    public Task NotRepeatable_IdempotentMethod_IsReported(string method, string words) =>
        AssertMethodAsync("PRPC0034", $"[Idempotent] {method}", "Send", words);

    [Theory]
    [InlineData("Task Add(int a); Task Add(string b);", "Add")]
    [InlineData("Task Add(int a); Task AddAsync(int b);", "AddAsync")]
    [InlineData("Task Add(int a); [PeerMethod(\"Add\")] Task Plus(int b);", "Plus")]
    public async Task DuplicateName_TwoMethods_SuggestsPeerMethod(string methods, string at)
    {
        string source = $$"""[PeerController("/x")] public interface IX { {{methods}} }""";

        var diagnostics = await Diagnosis.OfAsync(source);

        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal("PRPC0012", diagnostic.Id);
        Assert.Equal(at, source.Substring(
            diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Contains("[PeerMethod(\"...\")]", diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public Task DuplicateName_HiddenBaseMethod_IsReported() => Diagnosis.AssertOneAsync(
        "PRPC0012",
        """
        public interface IBase { Task Go(); }
        [PeerController("/x")] public interface IX : IBase { new Task<int> Go(); }
        """,
        "IX",
        "IBase.Go()");

    [Fact]
    public Task InvalidName_TooLong_IsReported() =>
        AssertMethodAsync("PRPC0013", $"[PeerMethod(\"{new string('n', 129)}\")] Task Go();", "Go", "129 bytes");

    [Fact]
    public Task InvalidName_Empty_IsReported() =>
        AssertMethodAsync("PRPC0013", "[PeerMethod(\"\")] Task Go();", "Go", "0 bytes");

    [Fact]
    public Task TooManyParameters_128_IsReported() =>
        AssertMethodAsync("PRPC0014", $"Task Go({Parameters(128)});", "Go", "128 arguments");

    [Fact]
    public async Task TooManyParameters_127AndToken_IsAccepted()
    {
        string source = $$"""
            [PeerController("/x")]
            public interface IX { Task Go({{Parameters(127)}}, CancellationToken cancellationToken = default); }
            """;

        Assert.Empty(await Diagnosis.OfAsync(source));
    }

    private static string Parameters(int count) =>
        string.Join(", ", Enumerable.Range(0, count).Select(i => $"int p{i}"));

    private static Task<Diagnostic> AssertMethodAsync(string id, string method, string at, string words) =>
        Diagnosis.AssertOneAsync(id, $$"""[PeerController("/x")] public interface IX { {{method}} }""", at, words);
}
