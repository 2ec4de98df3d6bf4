using PeerRpc.TestPeer;

namespace PeerRpc.Integration.Processes;

/// <summary>Brokers and callees in processes of their own.</summary>
internal static class TestProcesses
{
    private const int LongWindow = 25; // seconds

    private static readonly string Program = typeof(IWork).Assembly.Location;

    public static Task<ChildProcess> StartBrokerAsync(string transport) =>
        ChildProcess.StartAsync(Program, "broker", transport);

    /// <summary>
    /// Starts a broker whose memory is what it uses: its young generation has 1 MiB, and is not left to grow.
    /// </summary>
    public static Task<ChildProcess> StartLeanBrokerAsync(string transport) => ChildProcess.StartAsync(
        Program, ["broker", transport], new Dictionary<string, string> { ["DOTNET_GCgen0size"] = "0x100000" });

    /// <summary>Starts a broker with a window that no test runs out of by accident.</summary>
    /// <param name="transport">What it speaks.</param>
    /// <param name="before">The address of the one in whose place it starts; null for anywhere.</param>
    public static Task<ChildProcess> StartLastingBrokerAsync(string transport, string? before = null) =>
        ChildProcess.StartAsync(
            Program, "broker", transport, $"{(before is null ? 0 : new Uri(before).Port)}", $"{LongWindow}");

    public static Task<ChildProcess> StartCalleeAsync(string broker) =>
        ChildProcess.StartAsync(Program, "callee", broker);

    public static Task<ChildProcess> StartReaderAsync(string broker) =>
        ChildProcess.StartAsync(Program, "reader", broker);

    /// <summary>Starts one that reads from the peer <c>source</c>; ready when all its streams are open.</summary>
    public static Task<ChildProcess> StartKeeperAsync(string broker) =>
        ChildProcess.StartAsync(Program, "keeper", broker);

    /// <summary>Starts one of several that can do the same.</summary>
    /// <param name="broker">Where.</param>
    /// <param name="id">Its id.</param>
    /// <param name="pace">How many milliseconds a job takes.</param>
    /// <param name="file">Where it writes down which jobs it has begun.</param>
    public static Task<ChildProcess> StartWorkerAsync(string broker, string id, int pace, string file) =>
        ChildProcess.StartAsync(Program, "worker", broker, id, $"{pace}", file);

    /// <summary>Connects a caller whose <paramref name="entered"/> is opened when its call has been entered.</summary>
    public static async Task<PeerClient> ConnectAsync(string broker, CountdownSignal entered, string id = "caller")
    {
        PeerClient client = await PeerClient.ConnectAsync(broker).WithinLimitAsync();
        client.RegisterController<IWorkWatcher>(new Watcher(entered));
        await client.RegisterAsPeerAsync(id).WithinLimitAsync();
        return client;
    }

    private sealed class Watcher(CountdownSignal entered) : IWorkWatcher
    {
        public Task Entered()
        {
            entered.Count();
            return Task.CompletedTask;
        }
    }
}
