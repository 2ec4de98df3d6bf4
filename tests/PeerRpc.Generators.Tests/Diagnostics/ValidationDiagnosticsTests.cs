using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Tests.Compilation;

namespace PeerRpc.Generators.Tests.Diagnostics;

public class ValidationDiagnosticsTests
{
    [Theory]
    [InlineData("[Range(typeof(decimal), \"0\", \"9\")] decimal x", "overload for int or double")]
    [InlineData("[CustomValidation(typeof(Checks), \"Check\")] string x", "check it in the method")]
    [InlineData("[MaxLength(3)] IEnumerable<int> x", "collection class")]
    public async Task NeedsReflection_OnParameter_WarnsAndSaysWhatToWrite(string parameter, string words)
    {
        string source = $$"""
            public static class Checks { public static ValidationResult? Check(string value) => null; }
            [PeerController("/x")] public interface IX { Task Go({{parameter}}); }
            """;

        Diagnostic diagnostic = await Diagnosis.AssertOneAsync("PRPC0025", source, "x", words);

        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
    }

    [Fact]
    public Task NeedsReflection_OnReachableMember_IsReportedAtContract() => Diagnosis.AssertOneAsync(
        "PRPC0025",
        """
        public record Account(string Password) { [Compare("Password")] public string Repeated { get; init; } = ""; }
        public record Form(List<Account> Accounts);
        [PeerController("/x")] public interface IX { Task Go(Form form); }
        """,
        "IX",
        "CompareAttribute",
        "Account.Repeated");

    [Fact]
    public Task NeedsReflection_PrivateAttribute_IsReported() => Diagnosis.AssertOneAsync(
        "PRPC0025",
        """
        public class Form
        {
            [Mine] public string Text { get; set; } = "";
            private sealed class MineAttribute : ValidationAttribute;
        }
        [PeerController("/x")] public interface IX { Task Go(Form form); }
        """,
        "IX",
        "MineAttribute");

    [Theory]
    [InlineData("[MaxLength(3)] string x")]
    [InlineData("[MinLength(3)] int[] x")]
    [InlineData("[Length(1, 3)] List<int> x")]
    [InlineData("[Range(1, 3)] int x")]
    public async Task Inspect_AttributeThatNeedsNoReflection_IsAccepted(string parameter)
    {
        string source = $$"""[PeerController("/x")] public interface IX { Task Go({{parameter}}); }""";

        Assert.Empty(await Diagnosis.OfAsync(source));
    }
}
