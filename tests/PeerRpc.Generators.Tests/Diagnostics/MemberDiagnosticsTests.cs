using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Tests.Compilation;

namespace PeerRpc.Generators.Tests.Diagnostics;

public class MemberDiagnosticsTests
{
    [Fact]
    public Task Property_Declared_SuggestsMethod() =>
        AssertMemberAsync("PRPC0005", "int Count { get; }", "Count", "Task<int> GetCount()");

    [Fact]
    public Task Indexer_Declared_SuggestsMethod() =>
        AssertMemberAsync("PRPC0006", "string this[int index] { get; }", "this", "Task<string> Get(int index)");

    [Theory]
    [InlineData("EventHandler", "T")]
    [InlineData("EventHandler<int>", "int")]
    [InlineData("EventHandler<string?>", "string?")]
    [InlineData("Action<List<int>>", "List<int>")]
    [InlineData("Action<int, string>", "(int, string)")]
    [InlineData("Action", "T")]
    [InlineData("System.ComponentModel.PropertyChangedEventHandler", "PropertyChangedEventArgs")]
    public Task Event_Declared_SuggestsObservable(string type, string payload) => AssertMemberAsync(
        "PRPC0007", $"event {type} Changed;", "Changed", $"declare 'IObservable<{payload}> Changed()'");

    [Fact]
    public Task NotCallable_StaticAbstract_IsReported() =>
        AssertMemberAsync("PRPC0008", "static abstract Task Make();", "Make", "static");

    [Fact]
    public Task NotCallable_Protected_IsReported() =>
        AssertMemberAsync("PRPC0008", "protected Task Hidden();", "Hidden", "protected");

    [Fact]
    public async Task Inspect_MembersWithBodies_AreIgnored()
    {
        const string Source = """
            [PeerController("/bodies")]
            public interface IBodies
            {
                const int Limit = 3;
                static int Shared => Limit;
                int Twice => 2 * Limit;
                Task Go();
                private void Help() { }
                interface INested { int Value { get; } }
            }
            """;

        Assert.Empty(await Diagnosis.OfAsync(Source));
    }

    private static Task<Diagnostic> AssertMemberAsync(string id, string member, string at, string words) =>
        Diagnosis.AssertOneAsync(
            id, $$"""[PeerController("/x")] public interface IX { Task Go(); {{member}} }""", at, words);
}
