using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Tests.Compilation;

namespace PeerRpc.Generators.Tests.Diagnostics;

public class ContractDiagnosticsTests
{
    [Fact]
    public Task OpenGeneric_TypeParameter_SaysToDeriveClosedInterface() => Diagnosis.AssertOneAsync(
        "PRPC0001",
        """[PeerController("/store")] public interface IStore<T> { Task Put(T value); }""",
        "IStore",
        "interface IUsers : IStore<User>");

    [Fact]
    public Task OpenGeneric_VariantTypeParameter_IsReported() => Diagnosis.AssertOneAsync(
        "PRPC0001",
        """[PeerController("/source")] public interface ISource<in T> { Task Put(T value); }""",
        "ISource");

    [Fact]
    public Task OpenGeneric_NestedInGenericClass_IsReported() => Diagnosis.AssertOneAsync(
        "PRPC0001",
        """public class Outer<T> { [PeerController("/inner")] public interface IInner { Task Go(); } }""",
        "IInner");

    [Theory]
    [InlineData("private")]
    [InlineData("protected")]
    [InlineData("private protected")]
    public Task NotAccessible_NestedContract_SaysToMakeItInternal(string accessibility) => Diagnosis.AssertOneAsync(
        "PRPC0002",
        $$"""public class Outer { [PeerController("/inner")] {{accessibility}} interface IInner { Task Go(); } }""",
        "IInner",
        "public or internal");

    [Fact]
    public Task NotAccessible_FileLocalContract_IsReported() => Diagnosis.AssertOneAsync(
        "PRPC0002",
        """[PeerController("/local")] file interface ILocal { Task Go(); }""",
        "ILocal");

    [Fact]
    public Task InvalidPath_Empty_SuggestsPath() => Diagnosis.AssertOneAsync(
        "PRPC0003",
        """[PeerController("")] public interface IInbox { Task Go(); }""",
        "IInbox",
        "0 bytes",
        "/inbox");

    [Fact]
    public Task InvalidPath_TooLongInBytes_IsReported() => Diagnosis.AssertOneAsync(
        "PRPC0003",
        $$"""[PeerController("/{{new string('ä', 64)}}")] public interface ILong { Task Go(); }""",
        "ILong",
        "129 bytes");

    [Fact]
    public async Task InvalidPath_ExactlyAtLimit_IsAccepted()
    {
        string source = $$"""[PeerController("{{new string('ä', 64)}}")] public interface ILong { Task Go(); }""";

        Assert.Empty(await Diagnosis.OfAsync(source));
    }

    [Fact]
    public async Task Empty_NoMethods_Warns()
    {
        Diagnostic diagnostic = await Diagnosis.AssertOneAsync(
            "PRPC0004",
            """[PeerController("/empty")] public interface IEmpty { Task Body() => Task.CompletedTask; }""",
            "IEmpty");

        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
    }

    [Fact]
    public async Task Inherited_UnsupportedMemberOfPlainBase_IsReportedAtContract()
    {
        const string Source = """
            public interface IBase { int Count { get; } }
            [PeerController("/derived")] public interface IDerived : IBase { Task Go(); }
            """;

        await Diagnosis.AssertOneAsync("PRPC0005", Source, "IDerived", "IBase.Count");
    }
}
