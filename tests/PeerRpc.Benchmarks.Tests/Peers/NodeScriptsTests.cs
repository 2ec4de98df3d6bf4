using System.Collections.ObjectModel;
using PeerRpc.Benchmarks.Echo;
using PeerRpc.Benchmarks.Peers;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Tests.Peers;

public class NodeScriptsTests
{
    public static TheoryData<string> Systems => ["nats", "deepkit"];

    [Theory]
    [MemberData(nameof(Systems))]
    public void StartInfo_EachRole_IsAScriptThatIsThere(string system)
    {
        foreach (EchoRole role in Enum.GetValues<EchoRole>())
        {
            var assignment = new RoleAssignment(
                Workload.Echo, system, role, EchoTransport.WebSocket, new Uri("nats://127.0.0.1:4222"));

            Collection<string> arguments = new NodeScripts(system).StartInfo(assignment).ArgumentList;

            Assert.True(File.Exists(arguments[0]), arguments[0]);
            Assert.Equal("nats://127.0.0.1:4222", arguments[1]);
        }
    }

    // Where packages come from is the business of whoever installs them.
    [Theory]
    [MemberData(nameof(Systems))]
    public void LockFile_NamesNoHost(string system) =>
        Assert.DoesNotContain(
            "://",
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Node", system, "package-lock.json")),
            StringComparison.Ordinal);
}
