using System.Text.Json.Serialization.Metadata;
using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Processes;

/// <summary>Broker, callee and caller of one system, running.</summary>
internal sealed class RoleProcesses : IAsyncDisposable
{
    private readonly Dictionary<EchoRole, ChildProcess> _children = [];

    private RoleProcesses()
    {
    }

    /// <summary>Starts the three, each when the one before is ready.</summary>
    /// <param name="workload">Which systems the system is one of.</param>
    /// <param name="system">The name of the system.</param>
    /// <param name="transport">What the broker listens on.</param>
    /// <param name="program">What the processes run; this same program if null.</param>
    public static async Task<RoleProcesses> StartAsync(
        Workload workload, string system, EchoTransport transport, IRoleProgram? program = null)
    {
        program ??= new OwnProgram();
        var processes = new RoleProcesses();
        try
        {
            foreach (EchoRole role in Enum.GetValues<EchoRole>())
            {
                Uri? broker = processes._children.GetValueOrDefault(EchoRole.Broker)?.Address;
                var assignment = new RoleAssignment(workload, system, role, transport, broker);
                processes._children.Add(role, await ChildProcess.StartAsync(assignment, program));
            }

            return processes;
        }
        catch
        {
            await processes.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a command to one of them and waits for the reply.</summary>
    /// <exception cref="TimeoutException">The reply did not come within the limit.</exception>
    public Task<T> AskAsync<T>(EchoRole role, string command, JsonTypeInfo<T> type, TimeSpan limit) =>
        _children[role].AskAsync(command, type, limit);

    /// <summary>Sends a command to each of them, one after another.</summary>
    /// <exception cref="TimeoutException">A reply did not come within the limit.</exception>
    public async Task<IReadOnlyDictionary<EchoRole, T>> AskAllAsync<T>(
        string command, JsonTypeInfo<T> type, TimeSpan limit)
    {
        Dictionary<EchoRole, T> replies = [];
        foreach (EchoRole role in _children.Keys) replies.Add(role, await AskAsync(role, command, type, limit));
        return replies;
    }

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
