using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Tests.Compilation;

namespace PeerRpc.Generators.Tests.Diagnostics;

public class UsageDiagnosticsTests
{
    private const string Contracts = """
        [PeerController("/chat")] public interface IChat { Task Say(); }
        [PeerController("/log")] public interface ILog { Task Note(); }
        public class Client
        {
            public void RegisterController<T>(T controller) where T : class { }
        }
        """;

    [Fact]
    public async Task ControllerSuffix_Implementation_SuggestsOtherName()
    {
        Diagnostic diagnostic = await Diagnosis.AssertOneAsync(
            "PRPC0026",
            Contracts + "public class ChatController : IChat { public Task Say() => Task.CompletedTask; }",
            "ChatController",
            "name it 'Chat'");

        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
    }

    [Fact]
    public async Task ControllerSuffix_ClassWithoutContract_IsAccepted() =>
        Assert.Empty(await Diagnosis.OfAsync("public class HomeController;"));

    [Theory]
    [InlineData("client.RegisterController(new Chat())", "RegisterController<IChat>(...)")]
    [InlineData("client?.RegisterController(new Chat())", "RegisterController<IChat>(...)")]
    [InlineData("client.RegisterController(new Both())", "RegisterController<IChat or ILog>(...)")]
    public Task InferredClass_Registration_SuggestsContract(string call, string words) =>
        Diagnosis.AssertOneAsync("PRPC0027", Program(call), "RegisterController", words);

    [Theory]
    [InlineData("client.RegisterController<IChat>(new Chat())")]
    [InlineData("client.RegisterController((IChat)new Chat())")]
    [InlineData("client.RegisterController(\"text\")")]
    public async Task InferredClass_ContractWrittenOut_IsAccepted(string call) =>
        Assert.Empty(await Diagnosis.OfAsync(Program(call)));

    private static string Program(string call) => $$"""
        {{Contracts}}
        public class Chat : IChat { public Task Say() => Task.CompletedTask; }
        public class Both : Chat, ILog { public Task Note() => Task.CompletedTask; }
        public static class Program { public static void Run(Client client) { {{call}}; } }
        """;
}
