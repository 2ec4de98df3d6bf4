using PeerRpc.Generators.Tests.Compilation;

namespace PeerRpc.Generators.Tests.Contracts;

/// <summary>Types in the signature that both sides hash: a change here breaks deployed peers.</summary>
public class SignatureNamesTests
{
    private const string Room = """
        [PeerController("/room")] public interface IRoom : IAsyncDisposable { Task Be(); }
        """;

    [Theory]
    [InlineData("string", "String")]
    [InlineData("int", "Int32")]
    [InlineData("float", "Single")]
    [InlineData("byte[]", "Byte[]")]
    [InlineData("int[][]", "Int32[][]")]
    [InlineData("int?", "Int32?")]
    [InlineData("int?[]", "Int32?[]")]
    [InlineData("string?", "String")]
    [InlineData("List<string?>?", "List<String>")]
    [InlineData("IReadOnlyList<Outer.Inner>", "IReadOnlyList<Outer.Inner>")]
    [InlineData("Dictionary<string, List<int>>", "Dictionary<String,List<Int32>>")]
    [InlineData("(int, string)", "ValueTuple<Int32,String>")]
    [InlineData("(int Left, (bool, char) Right)?", "ValueTuple<Int32,ValueTuple<Boolean,Char>>?")]
    [InlineData(
        "(int, int, int, int, int, int, int, int)",
        "ValueTuple<Int32,Int32,Int32,Int32,Int32,Int32,Int32,Int32>")]
    [InlineData("Box<int>.Lid<string>", "Box<Int32>.Lid<String>")]
    [InlineData("ReadOnlyMemory<byte>", "ReadOnlyMemory<Byte>")]
    public void Signature_ParameterAndResult_AreNamed(string type, string expected)
    {
        string text = TextOf($"Task<{type}> Go({type} x);");

        Assert.Contains($"PeerParameter(\"x\", \"{expected}\", false, ", text, StringComparison.Ordinal);
        Assert.Contains($"PeerMethodKind.Call, \"{expected}\",", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IAsyncEnumerable<int>", "IAsyncEnumerable<Int32>")]
    [InlineData("IAsyncEnumerable<IAsyncEnumerable<string?>>", "IAsyncEnumerable<IAsyncEnumerable<String>>")]
    [InlineData("IObservable<Outer.Inner>", "IObservable<Outer.Inner>")]
    [InlineData("IObservable<System.IO.Pipelines.PipeReader>", "IObservable<Stream>")]
    [InlineData("IProgress<int>?", "IProgress<Int32>")]
    [InlineData("Stream", "Stream")]
    [InlineData("System.IO.Pipelines.PipeReader", "Stream")]
    [InlineData("IRoom", "IRoom")]
    public void Signature_AttachmentAsParameter_IsNamed(string type, string expected) => Assert.Contains(
        $"PeerParameter(\"x\", \"{expected}\", false, ", TextOf($"Task Go({type} x);"), StringComparison.Ordinal);

    [Theory]
    [InlineData("IObservable<int>", "IObservable<Int32>")]
    [InlineData("Task<IObservable<int>>", "Task<IObservable<Int32>>")]
    [InlineData("ValueTask<IObservable<int>?>", "Task<IObservable<Int32>>")]
    [InlineData("IAsyncEnumerable<int>", "IAsyncEnumerable<Int32>")]
    [InlineData("Task<IAsyncEnumerable<int>>", "IAsyncEnumerable<Int32>")]
    [InlineData("Task<IAsyncEnumerable<IObservable<int>>>", "IAsyncEnumerable<IObservable<Int32>>")]
    [InlineData("Task<Stream>", "Stream")]
    [InlineData("ValueTask<System.IO.Pipelines.PipeReader>", "Stream")]
    [InlineData("Task<IRoom?>", "IRoom")]
    public void Signature_AttachmentAsResult_IsNamed(string type, string expected) => Assert.Contains(
        $"PeerMethodKind.Call, \"{expected}\",", TextOf($"{type} Go();"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Task Go();", "Go", "Call")]
    [InlineData("ValueTask GoAsync();", "Go", "Call")]
    [InlineData("Task Async();", "Async", "Call")]
    [InlineData("[PeerMethod(\"a.b\")] Task GoAsync();", "a.b", "Call")]
    [InlineData("void Go();", "Go", "OneWay")]
    [InlineData("[OneWay] Task GoAsync();", "Go", "OneWay")]
    public void Method_NameAndKind_AreInTable(string method, string name, string kind) => Assert.Contains(
        $"0, \"{name}\", global::PeerRpc.CodeGeneration.PeerMethodKind.{kind}, \"void\",",
        TextOf(method),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("int a, int b = 3", "false true")]
    [InlineData("int a = 1, int b = 3, CancellationToken t = default", "true true")]
    [InlineData("int a, PeerCall? c = null, CancellationToken t = default", "false")]
    [InlineData("[System.Runtime.InteropServices.Optional] int a, int b", "false false")]
    public void Parameters_OnlyTrailingDefaults_AreOptional(string parameters, string expected)
    {
        string text = TextOf($"Task Go({parameters});");

        IEnumerable<string> optional = text.Split("new global::PeerRpc.CodeGeneration.PeerParameter(")
            .Skip(1)
            .Select(p => p.Split(", ")[2]);
        Assert.Equal(expected, string.Join(' ', optional));
    }

    private static string TextOf(string method) => GeneratorRun.Over($$"""
        public class Outer { public record Inner; }
        public class Box<T> { public record Lid<U>; }
        [PeerController("/x")] public interface IX { {{method}} }
        """, Room).Files.Single(f => f.HintName.StartsWith("IX.", StringComparison.Ordinal)).SourceText.ToString();
}
