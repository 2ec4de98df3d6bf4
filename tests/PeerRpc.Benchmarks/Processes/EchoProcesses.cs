using System.Globalization;
using PeerRpc.Benchmarks.Echo;
using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Processes;

/// <summary>Broker, callee and caller of one system, running.</summary>
internal sealed class EchoProcesses : IAsyncDisposable
{
    private static readonly TimeSpan CommandLimit = TimeSpan.FromSeconds(20);
    private readonly Dictionary<EchoRole, ChildProcess> _children = [];

    private EchoProcesses()
    {
    }

    /// <summary>Starts the three, each when the one before is ready.</summary>
    public static async Task<EchoProcesses> StartAsync(string system, EchoTransport transport)
    {
        var processes = new EchoProcesses();
        try
        {
            foreach (EchoRole role in Enum.GetValues<EchoRole>())
            {
                Uri? broker = processes._children.GetValueOrDefault(EchoRole.Broker)?.Address;
                var assignment = new RoleAssignment(system, role, transport, broker);
                processes._children.Add(role, await ChildProcess.StartAsync(assignment));
            }

            return processes;
        }
        catch
        {
            await processes.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets the caller call.</summary>
    public Task<LoadResult> RunAsync(int inFlight, double seconds)
    {
        string command = string.Create(CultureInfo.InvariantCulture, $"{RoleCommand.Run} {inFlight} {seconds}");
        TimeSpan limit = TimeSpan.FromSeconds(seconds) + CommandLimit;
        return _children[EchoRole.Caller].AskAsync(command, RoleJson.Default.LoadResult, limit);
    }

    /// <summary>Asks a process what it has allocated.</summary>
    public Task<AllocationReading> ReadAllocationsAsync(EchoRole role) =>
        _children[role].AskAsync(RoleCommand.Allocated, RoleJson.Default.AllocationReading, CommandLimit);

    /// <summary>Processor time of each process so far.</summary>
    public IReadOnlyDictionary<EchoRole, TimeSpan> ReadProcessorTimes() =>
        _children.ToDictionary(child => child.Key, child => child.Value.ReadProcessorTime());

    /// <summary>Ends the three, the caller first so that nobody loses a connection in use.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (ChildProcess child in _children.OrderByDescending(child => child.Key).Select(child => child.Value))
            await child.DisposeAsync();
    }
}
