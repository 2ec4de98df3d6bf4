using PeerRpc.Generators.Tests.Compilation;

namespace PeerRpc.Generators.Tests.Diagnostics;

public class ErrorDiagnosticsTests
{
    [Fact]
    public Task AmbiguousCode_ContractAndMethod_IsReportedAtMethod() => Diagnosis.AssertOneAsync(
        "PRPC0022",
        """
        [PeerController("/x"), ApplicationError<string>("full")]
        public interface IX { [ApplicationError<int>("full")] Task Go(); }
        """,
        "Go",
        "'full'",
        "'string'",
        "'int'");

    [Fact]
    public Task AmbiguousCode_OnContract_IsReportedOnce() => Diagnosis.AssertOneAsync(
        "PRPC0022",
        """
        [PeerController("/x"), ApplicationError<string>("full"), ApplicationError<int>("full")]
        public interface IX { Task Go(); Task Stay(); }
        """,
        "Go");

    [Fact]
    public Task AmbiguousType_TwoCodes_IsReported() => Diagnosis.AssertOneAsync(
        "PRPC0023",
        """
        [PeerController("/x")]
        public interface IX { [ApplicationError<string>("a"), ApplicationError<string>("b")] Task Go(); }
        """,
        "Go",
        "'a'",
        "'b'");

    [Fact]
    public Task InvalidCode_Empty_IsReported() => Diagnosis.AssertOneAsync(
        "PRPC0024",
        """[PeerController("/x")] public interface IX { [ApplicationError<string>("")] Task Go(); }""",
        "Go",
        "0 bytes");

    [Fact]
    public Task NotSerializable_DetailOfError_IsReportedOnce() => Diagnosis.AssertOneAsync(
        "PRPC0021",
        """
        [PeerController("/x"), ApplicationError<object>("full")]
        public interface IX { Task Go(); Task Stay(); }
        """,
        "Go",
        "JsonElement");

    [Fact]
    public async Task Inspect_SameErrorOnContractAndMethod_IsAccepted()
    {
        const string Source = """
            [PeerController("/x"), ApplicationError<string>("full")]
            public interface IX { [ApplicationError<string>("full")] Task Go(); }
            """;

        Assert.Empty(await Diagnosis.OfAsync(Source));
    }
}
