using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Tests.Compilation;

namespace PeerRpc.Generators.Tests.Diagnostics;

public class ParameterDiagnosticsTests
{
    [Theory]
    [InlineData("ref int x", "ref")]
    [InlineData("out int x", "out")]
    [InlineData("in int x", "in")]
    [InlineData("ref readonly int x", "ref readonly")]
    public Task ByReference_Parameter_IsReported(string parameter, string kind) =>
        AssertParametersAsync("PRPC0015", parameter, "x", $"is a {kind} parameter");

    [Fact]
    public Task ParamsArray_Parameter_SaysToRemoveParams() =>
        AssertParametersAsync("PRPC0016", "params string[] x", "x", "remove 'params'");

    [Fact]
    public Task RepeatedSpecial_TwoTokens_IsReported() => AssertParametersAsync(
        "PRPC0017", "CancellationToken a, CancellationToken x", "x", "second CancellationToken");

    [Fact]
    public Task RepeatedSpecial_TwoCalls_IsReported() => AssertParametersAsync(
        "PRPC0017", "PeerCall? a = null, PeerCall? x = null", "x", "second PeerCall");

    [Fact]
    public Task CallAfterToken_Parameter_SaysToWriteItBefore() => AssertParametersAsync(
        "PRPC0018", "CancellationToken token = default, PeerCall? x = null", "x", "PeerCall? x = null");

    [Fact]
    public Task CallNotOptional_Parameter_SaysWhatToWrite() =>
        AssertParametersAsync("PRPC0019", "PeerCall x", "x", "PeerCall? x = null");

    private static Task<Diagnostic> AssertParametersAsync(string id, string parameters, string at, string words) =>
        Diagnosis.AssertOneAsync(
            id, $$"""[PeerController("/p")] public interface IP { Task Go({{parameters}}); }""", at, words);
}
