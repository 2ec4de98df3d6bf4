using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using PeerRpc.Benchmarks.Echo;
using PeerRpc.Benchmarks.Limits;
using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Processes;

/// <summary>The broker of a crowd and the processes of its clients, running.</summary>
internal sealed class CrowdProcesses : IAsyncDisposable
{
    // All that a process needs of the others while it joins must come from two cores.
    private const int JoiningAtATime = 96;
    private static readonly TimeSpan CommandLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LimitPerClient = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(20);

    // A broker that counts no clients any more is still closing their sockets.
    private static readonly TimeSpan SocketsCloseSpan = TimeSpan.FromSeconds(2);
    private readonly string _system;
    private readonly ChildProcess _broker;
    private readonly Dictionary<CrowdGroup, ChildProcess[]> _groups = [];
    private string[] _addresses = [];

    private CrowdProcesses(string system, ChildProcess broker)
    {
        _system = system;
        _broker = broker;
    }

    /// <summary>Where the broker listens.</summary>
    public IReadOnlyList<string> Addresses => _addresses;

    /// <summary>Starts a broker for a number of clients, without any of them.</summary>
    /// <exception cref="InvalidOperationException">The system does not allow so many.</exception>
    public static async Task<CrowdProcesses> StartAsync(string system, int clients)
    {
        OpenFileLimit.Require(clients);
        var processes = new CrowdProcesses(system, await StartChildAsync(system, EchoRole.Broker));
        try
        {
            processes._addresses = await processes._broker.AskAsync(
                $"{CrowdCommand.Listen} {EphemeralPorts.ListenersFor(clients)}", RoleJson.Default.StringArray,
                CommandLimit);
            return processes;
        }
        catch
        {
            await processes.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the processes of a group, without clients in them.</summary>
    public async Task AddAsync(CrowdGroup group, int count)
    {
        var children = new ChildProcess[count];
        _groups.Add(group, children);
        for (int i = 0; i < count; i++) children[i] = await StartChildAsync(_system, EchoRole.Callee);
    }

    /// <summary>Connects clients of a group, as evenly over its processes and the broker's ports as they go.</summary>
    /// <returns>From the first command to the last reply.</returns>
    public async Task<SpanResult> JoinAsync(CrowdGroup group, int first, int count)
    {
        ChildProcess[] children = _groups[group];
        TimeSpan limit = CommandLimit + (LimitPerClient * count);
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(children.Select((child, i) =>
        {
            (int from, int share) = ShareOf(i, children.Length, count);
            string command = string.Create(
                CultureInfo.InvariantCulture,
                $"{CrowdCommand.Join} {_addresses[i % _addresses.Length]} {first + from} {share} " +
                $"{Math.Max(1, JoiningAtATime / children.Length)}");
            return child.AskAsync(command, RoleJson.Default.SpanResult, limit);
        }));
        return new SpanResult(count, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>Has all clients of a group leave, and waits until the broker has noticed.</summary>
    /// <param name="group">The group.</param>
    /// <param name="left">How many clients of other groups stay.</param>
    public async Task LeaveAsync(CrowdGroup group, int left)
    {
        await Task.WhenAll(_groups[group].Select(child =>
            child.AskAsync(CrowdCommand.Leave, RoleJson.Default.Boolean, CommandLimit)));
        long start = Stopwatch.GetTimestamp();
        while (await CountClientsAsync() > left)
        {
            if (Stopwatch.GetElapsedTime(start) > CommandLimit)
                throw new TimeoutException("The broker still counts clients that have left.");
            await Task.Delay(PollPeriod);
        }

        await Task.Delay(SocketsCloseSpan);
    }

    /// <summary>Lets everybody be idle for a while; how many cores the broker kept busy meanwhile.</summary>
    public async Task<double> MeasureIdleAsync(TimeSpan span, TimeProvider time)
    {
        CrowdUse before = ReadUse();
        long start = Stopwatch.GetTimestamp();
        await Task.Delay(span, time);
        return ReadUse().Since(before).BrokerSeconds / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>How many clients the broker counts.</summary>
    public Task<int> CountClientsAsync() =>
        _broker.AskAsync(CrowdCommand.Clients, RoleJson.Default.Int32, CommandLimit);

    /// <summary>Asks the broker what it holds.</summary>
    public Task<ResidentReading> ReadBrokerAsync() =>
        _broker.AskAsync(CrowdCommand.Resident, RoleJson.Default.ResidentReading, CommandLimit);

    /// <summary>Asks the only process of a group what it holds.</summary>
    public Task<ResidentReading> ReadAsync(CrowdGroup group) =>
        AskAsync(group, CrowdCommand.Resident, RoleJson.Default.ResidentReading, CommandLimit);

    /// <summary>Makes the first calls of the clients of a group, inward or outward, up to a number of routes.</summary>
    public Task<SpanResult> OpenAsync(CrowdGroup group, string direction, int routes) => AskAsync(
        group,
        string.Create(CultureInfo.InvariantCulture, $"{direction} {routes}"),
        RoleJson.Default.SpanResult,
        CommandLimit + (LimitPerClient * routes));

    /// <summary>Lets the only process of a group call by all the ways that it has opened, in turn.</summary>
    public Task<LoadResult> RunAsync(CrowdGroup group, int inFlight, double seconds) => AskAsync(
        group,
        string.Create(CultureInfo.InvariantCulture, $"{RoleCommand.Run} {inFlight} {seconds}"),
        RoleJson.Default.LoadResult,
        CommandLimit + TimeSpan.FromSeconds(seconds));

    /// <summary>Has all clients of a group of processes join the one group of the crowd.</summary>
    public Task JoinGroupAsync(CrowdGroup group) => Task.WhenAll(_groups[group].Select(child =>
        child.AskAsync(CrowdCommand.Group, RoleJson.Default.Boolean, 2 * CommandLimit)));

    /// <summary>Has the client of a group tell the members something, and waits until all have been told.</summary>
    /// <param name="teller">Whose only client tells.</param>
    /// <param name="times">How many times, at once.</param>
    /// <param name="members">Who is told.</param>
    /// <param name="count">How many clients these are.</param>
    /// <param name="before">How often each has been told before.</param>
    public async Task TellAsync(CrowdGroup teller, int times, CrowdGroup members, int count, int before)
    {
        ChildProcess[] children = _groups[members];
        Task<bool> tell = AskAsync(
            teller, string.Create(CultureInfo.InvariantCulture, $"{CrowdCommand.Tell} {times}"),
            RoleJson.Default.Boolean, CommandLimit);
        await Task.WhenAll(children.Select((child, i) => child.AskAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{CrowdCommand.Told} {ShareOf(i, children.Length, count).Share * (before + times)}"),
            RoleJson.Default.Boolean, CommandLimit)));
        await tell;
    }

    /// <summary>Lets some clients of the first process of a group chat.</summary>
    /// <param name="group">The group.</param>
    /// <param name="first">The number of its first client.</param>
    /// <param name="count">How many.</param>
    /// <param name="rate">Calls per second and client.</param>
    public Task ChatAsync(CrowdGroup group, int first, int count, double rate) => _groups[group][0].AskAsync(
        string.Create(CultureInfo.InvariantCulture, $"{CrowdCommand.Chat} {first} {count} {rate}"),
        RoleJson.Default.Boolean,
        CommandLimit + (LimitPerClient * count));

    /// <summary>Ends the chat and gives the number of its calls.</summary>
    public Task<long> HushAsync(CrowdGroup group) =>
        _groups[group][0].AskAsync(CrowdCommand.Hush, RoleJson.Default.Int64, CommandLimit);

    /// <summary>Processor time of the broker and of each group so far.</summary>
    public CrowdUse ReadUse() => new(
        _broker.ReadProcessorTime().TotalSeconds,
        _groups.ToDictionary(
            group => group.Key, group => group.Value.Sum(child => child.ReadProcessorTime().TotalSeconds)),
        MachineClock.ReadBusySeconds());

    /// <summary>Ends the clients first, then the broker.</summary>
    public async ValueTask DisposeAsync()
    {
        IEnumerable<ChildProcess> clients = _groups.Values.SelectMany(group => group).OfType<ChildProcess>();
        await Task.WhenAll(clients.Select(child => child.DisposeAsync().AsTask()));
        await _broker.DisposeAsync();
    }

    // What is left over goes to the first ones.
    private static (int From, int Share) ShareOf(int index, int shares, int count)
    {
        int rest = count % shares;
        return ((count / shares * index) + Math.Min(index, rest), (count / shares) + (index < rest ? 1 : 0));
    }

    private static Task<ChildProcess> StartChildAsync(string system, EchoRole role) =>
        ChildProcess.StartAsync(
            new RoleAssignment(Workload.Crowd, system, role, EchoTransport.WebSocket, null), new OwnProgram());

    private Task<T> AskAsync<T>(CrowdGroup group, string command, JsonTypeInfo<T> type, TimeSpan limit) =>
        _groups[group].Single().AskAsync(command, type, limit);
}
