using PeerRpc.Examples.Tests.Processes;

namespace PeerRpc.Examples.Tests;

public class QuickstartTests
{
    private static readonly string[] Failures =
    [
        "PeerNotFound, executed: No",
        "ControllerNotFound, executed: No",
        "InvalidArgument, executed: No",
        "ApplicationError, executed: Yes",
        "Internal, executed: Yes",
        "DeadlineExceeded, executed: Maybe",
        "PermissionDenied, executed: No",
        "PeerIdInUse, executed: No",
    ];

    [Fact]
    public async Task Run_WithoutArguments_AllChecksHold()
    {
        await using ExampleProcess quickstart = ExampleProcess.Start("Quickstart");

        int exitCode = await quickstart.ExitAsync();

        string[] lines = quickstart.Output.TrimEnd().Split(Environment.NewLine);
        Assert.True(exitCode == 0, quickstart.Output);
        Assert.StartsWith("All 18 checks held", lines[^1], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("alice to bob: Hello Bob", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("alice sends README.md", StringComparison.Ordinal));
        Assert.All(Failures, failure => Assert.Contains(failure, quickstart.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_WithAFile_SendsThatFile()
    {
        await using ExampleProcess quickstart = ExampleProcess.Start("Quickstart", RepositoryFiles.PathOf("LICENSE"));

        int exitCode = await quickstart.ExitAsync();

        Assert.Equal(0, exitCode);
        Assert.Contains("alice sends LICENSE", quickstart.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithAFileThatDoesNotExist_SaysSoAndFails()
    {
        await using ExampleProcess quickstart = ExampleProcess.Start("Quickstart", "no-such-file");

        int exitCode = await quickstart.ExitAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("There is no file 'no-such-file'.", quickstart.Output, StringComparison.Ordinal);
    }
}
