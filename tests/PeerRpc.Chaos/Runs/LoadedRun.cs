using System.Net;
using PeerRpc.Chaos.Faults;
using PeerRpc.Chaos.Network;
using PeerRpc.Chaos.Options;
using PeerRpc.Chaos.Processes;
using PeerRpc.Chaos.Reports;
using PeerRpc.TestKit.Histories.Checking;

namespace PeerRpc.Chaos.Runs;

/// <summary>Real processes under a mixed load, while something is done to them.</summary>
/// <remarks>
/// <list type="number">
/// <item>Starts broker, callees and callers; all connections go through a proxy in this process.</item>
/// <item>Lets something happen to them while the callers call.</item>
/// <item>Lets the load run on without faults for a moment, and then the callers stop.</item>
/// <item>Waits until everything has ended that was under way, at the callers and then at the callees.</item>
/// <item>Checks the histories and prints what they come to.</item>
/// </list>
/// </remarks>
/// <param name="options">What the user has chosen.</param>
/// <param name="output">Where the figures go.</param>
internal sealed class LoadedRun(ChaosOptions options, TextWriter output)
{
    private const int FirstCaller = 101;
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AcceptorGrace = TimeSpan.FromSeconds(25);

    private readonly int _brokerPort = FreePort.Find(new Random());

    /// <summary>After how many bytes a new connection is cut; null for never.</summary>
    public Func<ByteBudget?>? NextBudget { get; init; }

    /// <summary>Whether clients come back at once, without the delays that spare a broker.</summary>
    public bool IsHasty { get; init; }

    /// <summary>Runs it.</summary>
    /// <param name="happenAsync">What happens; the counts of it are printed.</param>
    /// <param name="cancellationToken">Ends the run, and all of its processes.</param>
    /// <returns>Whether everything went as promised.</returns>
    public async Task<bool> RunAsync(
        Func<Cast, FaultyProxy, Task<FaultCounts>> happenAsync, CancellationToken cancellationToken)
    {
        using var files = new RunFiles(options.Keep);
        using var worldHistory = new HistoryFileWriter(files.NewHistory());
        var world = new HistoryRecorder(0, worldHistory, TimeProvider.System);
        await using var proxy = new FaultyProxy(new IPEndPoint(IPAddress.Loopback, _brokerPort), NextBudget);
        FaultCounts counts;
        int left;
        await using (var cast = new Cast(files, world, actor => Assign(actor, proxy), options.WritesLogs))
        {
            await StartAsync(cast, cancellationToken);
            counts = await happenAsync(cast, proxy);
            await Task.Delay(Recovery, cancellationToken);
            left = await StopAsync(cast).WaitAsync(cancellationToken);
        }
        world.ProcessChanged(HistoryEventKind.ProcessLeft, world.Process);
        return Judge(files, counts, left);
    }

    private async Task StartAsync(Cast cast, CancellationToken cancellationToken)
    {
        await cast.AddAsync(RoleKind.Broker);
        for (int i = 0; i < options.Callees; i++)
            await ConnectAsync(await cast.AddAsync(RoleKind.Callee, 1 + i), cancellationToken);
        for (int i = 0; i < options.Callers; i++)
            await ConnectAsync(await cast.AddAsync(RoleKind.Caller, FirstCaller + i), cancellationToken);
    }

    // A peer that has not been registered yet is not found: until everybody is there, nothing may happen to anybody.
    private static Task<string> ConnectAsync(Actor actor, CancellationToken cancellationToken) =>
        Cast.AskAsync(actor, RoleCommand.Connected, ConnectLimit).WaitAsync(cancellationToken);

    private async Task<int> StopAsync(Cast cast)
    {
        // A call waits for its deadline at most; streams and calls without one end with the window of a lost link.
        TimeSpan lost = options.Window + options.DeadAfter + AcceptorGrace + options.Slack;
        int left = await cast.StopAsync(RoleKind.Caller, CallDeadline + lost);
        return left + await cast.StopAsync(RoleKind.Callee, lost);
    }

    private bool Judge(RunFiles files, FaultCounts faults, int left)
    {
        IReadOnlyList<HistoryFile> histories = files.Histories;
        var summary = RunSummary.Read(histories);
        CheckReport check = HistoryChecker.Check(histories, new CheckOptions
        {
            Slack = options.Slack,
            GoneWithin = options.Window + options.DeadAfter + AcceptorGrace,
        });
        RunReport.Print(output, summary, check, faults, left);
        if (options.Keep)
            output.WriteLine($"histories in {files.Folder}");
        bool isGood = check.Violations == 0 && left == 0 && summary.Succeeded > 0;
        return isGood && !(options.ExpectsNoFailures && summary.Failed > 0);
    }

    private RoleAssignment Assign(Actor actor, FaultyProxy proxy)
    {
        int port = actor.Kind == RoleKind.Broker ? _brokerPort : proxy.EndPoint.Port;
        return new RoleAssignment
        {
            Kind = actor.Kind,
            Process = actor.Process,
            Address = Addresses.Of(options.Transport, port),
            Seed = options.Seed + actor.Process,
            Targets = [.. Enumerable.Range(1, options.Callees)],
            CallsPerSecond = options.CallsPerSecond / options.Callers,
            MostCalls = options.MostCalls,
            Window = options.Window,
            DeadAfter = options.DeadAfter,
            MostReconnectDelay = options.MostReconnectDelay,
            IsHasty = IsHasty,
        };
    }
}
