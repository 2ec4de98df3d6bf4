using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PeerRpc.Benchmarks.Comparison;
using PeerRpc.Benchmarks.Plots;
using PeerRpc.Benchmarks.Processes;
using PeerRpc.Benchmarks.Scenarios;
using PeerRpc.Benchmarks.Scenarios.Crowds;
using PeerRpc.Benchmarks.Scenarios.Workers;
using PeerRpc.Benchmarks.SignalR;
using PeerRpc.Benchmarks.Watching;

namespace PeerRpc.Benchmarks;

/// <summary>The command line: one verb per scenario, and the hidden verb of the child processes.</summary>
internal static class Program
{
    private const string Usage =
        "calls|alloc|bulk|fairness|peers|sweep|idle|crowd|routes|fan|directory|groups|workers|startup " +
        "[--seconds N] [--warmup N] [--pairs N] " +
        "[--bytes N] [--transport ws|tcp|unix] [--systems A,B] [--peers N] [--cycles N] [--chatting N] " +
        "[--chat-rate N] [--routes N] [--members N] [--peers-per-process N] [--json FILE]\n" +
        "compare OLD.json NEW.json\n" +
        "plot REPORT.json --to FOLDER";

    private const int Measured = 0;
    private const int Failed = 1;
    private const int WrongUsage = 2;

    private static TimeProvider Time => TimeProvider.System;

    private static ReportJson Json => ReportJson.Default;

    private static string[] EchoNames => [.. EchoSystems.All.Select(system => system.Name)];

    private static string[] BulkNames => [.. BulkSystems.All.Select(system => system.Name)];

    private static string[] FairnessNames => [.. BulkSystems.WithOthers.Select(system => system.Name)];

    private static string[] CrowdNames => [.. CrowdSystems.All.Select(system => system.Name)];

    private static string[] TellingNames => [.. CrowdSystems.Telling.Select(system => system.Name)];

    private static string[] CallingNames => [.. CrowdSystems.Calling.Select(system => system.Name)];

    private static async Task<int> Main(string[] arguments)
    {
        try
        {
            await RunAsync(arguments);
            return Measured;
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync($"{exception.Message}\n{Usage}");
            return WrongUsage;
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException)
        {
            // A process of the system under measurement failed or hung; the others have been ended on the way here.
            await Console.Error.WriteLineAsync(exception.Message);
            return Failed;
        }
    }

    private static async Task RunAsync(string[] arguments)
    {
        switch (arguments.FirstOrDefault())
        {
            case RoleAssignment.Verb:
                await new RoleProcess(PartOf(RoleAssignment.Parse(arguments))).RunAsync();
                break;
            case "calls":
                BenchmarkOptions calls = Parse(arguments, EchoNames);
                await SaveAsync(calls, new CallsScenario(calls, Time, Console.Out).RunAsync(), Json.CallsReport);
                break;
            case "alloc":
                BenchmarkOptions alloc = Parse(arguments, EchoNames);
                await SaveAsync(alloc, new AllocScenario(alloc, Time, Console.Out).RunAsync(), Json.AllocReport);
                break;
            case "bulk":
                BenchmarkOptions bulk = Parse(arguments, BulkNames);
                await SaveAsync(bulk, new BulkScenario(bulk, Time, Console.Out).RunAsync(), Json.BulkReport);
                break;
            case "fairness":
                BenchmarkOptions fair = Parse(arguments, FairnessNames);
                await SaveAsync(fair, new FairnessScenario(fair, Time, Console.Out).RunAsync(), Json.FairnessReport);
                break;
            case "idle":
                BenchmarkOptions idle = Parse(arguments, CrowdNames);
                await SaveAsync(idle, new IdleScenario(idle, Time, Console.Out).RunAsync(), Json.IdleReport);
                break;
            case "crowd":
                BenchmarkOptions crowd = Parse(arguments, CallingNames);
                await SaveAsync(crowd, new CrowdScenario(crowd, Time, Console.Out).RunAsync(), Json.CrowdReport);
                break;
            case "routes":
                BenchmarkOptions routes = Parse(arguments, CallingNames);
                await SaveAsync(routes, new RoutesScenario(routes, Time, Console.Out).RunAsync(), Json.RoutesReport);
                break;
            case "fan":
                BenchmarkOptions fan = Parse(arguments, CallingNames);
                await SaveAsync(fan, new FanScenario(fan, Time, Console.Out).RunAsync(), Json.FanReport);
                break;
            case "directory":
                BenchmarkOptions directory = Parse(arguments, CallingNames);
                await SaveAsync(
                    directory, new DirectoryScenario(directory, Time, Console.Out).RunAsync(), Json.DirectoryReport);
                break;
            case "groups":
                BenchmarkOptions groups = Parse(arguments, TellingNames);
                await SaveAsync(groups, new GroupsScenario(groups, Time, Console.Out).RunAsync(), Json.GroupsReport);
                break;
            case "startup":
                BenchmarkOptions startup = Parse(arguments, EchoNames);
                await SaveAsync(
                    startup, new StartupScenario(startup, Time, Console.Out).RunAsync(), Json.StartupReport);
                break;
            case "workers":
                BenchmarkOptions workers = Parse(arguments, WorkersScenario.Orders);
                await SaveAsync(
                    workers, new WorkersScenario(workers, Time, Console.Out).RunAsync(), Json.WorkersReport);
                break;
            case "peers":
                BenchmarkOptions peers = Parse(arguments, [.. PeerSystems.All.Select(system => system.Name)]);
                var scenario = new PeersScenario(peers, PeerSystems.All, Time, Console.Out);
                await SaveAsync(peers, scenario.RunAsync(), Json.PeersReport);
                break;
            case SweepReport.Name:
                BenchmarkOptions sweep = BenchmarkOptionsParser.Parse(
                    arguments.AsSpan(1), [.. EchoNames, SignalRSystem.SystemName], ["relay", "peerrpc"]);
                await SaveAsync(sweep, new SweepScenario(sweep, Time, Console.Out).RunAsync(), Json.SweepReport);
                break;
            case "plot":
                await new PlotCommand(Console.Out).RunAsync(arguments[1..]);
                break;
            case "compare":
                await new CompareCommand(Console.Out).RunAsync(arguments[1..]);
                break;
            default:
                throw new FormatException("Say what to measure.");
        }
    }

    private static IRolePart PartOf(RoleAssignment assignment) => assignment.Workload switch
    {
        Workload.Echo => new EchoPart(EchoSystems.Find(assignment.System), assignment),
        Workload.Watch => new WatchPart(),
        Workload.Crowd => new CrowdPart(CrowdSystems.Find(assignment.System)),
        _ => new BulkPart(BulkSystems.Find(assignment.System), assignment),
    };

    private static BenchmarkOptions Parse(string[] arguments, IReadOnlyList<string> knownSystems) =>
        BenchmarkOptionsParser.Parse(arguments.AsSpan(1), knownSystems);

    private static async Task SaveAsync<T>(BenchmarkOptions options, Task<T> measuring, JsonTypeInfo<T> type)
    {
        T report = await measuring;
        if (options.JsonFile is null) return;
        await using FileStream file = File.Create(options.JsonFile);
        await JsonSerializer.SerializeAsync(file, report, type);
    }
}
