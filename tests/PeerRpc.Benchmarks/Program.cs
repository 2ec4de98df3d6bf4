using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PeerRpc.Benchmarks.Processes;
using PeerRpc.Benchmarks.Scenarios;

namespace PeerRpc.Benchmarks;

/// <summary>The command line: <c>calls</c>, <c>alloc</c>, and the hidden verb of the child processes.</summary>
internal static class Program
{
    private const string Usage =
        "calls|alloc [--seconds N] [--warmup N] [--pairs N] [--transport ws|tcp|unix] [--systems A,B] [--json FILE]";

    private const int Failed = 1;
    private const int WrongUsage = 2;

    private static async Task<int> Main(string[] arguments)
    {
        try
        {
            return await RunAsync(arguments);
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

    private static async Task<int> RunAsync(string[] arguments)
    {
        switch (arguments.FirstOrDefault())
        {
            case RoleAssignment.Verb:
                var assignment = RoleAssignment.Parse(arguments);
                var part = new EchoPart(
                    EchoSystems.All.Single(system => system.Name == assignment.System), assignment);
                await new RoleProcess(part).RunAsync();
                return 0;
            case "calls":
                BenchmarkOptions calls = Parse(arguments);
                await SaveAsync(
                    calls,
                    await new CallsScenario(calls, TimeProvider.System, Console.Out).RunAsync(),
                    ReportJson.Default.CallsReport);
                return 0;
            case "alloc":
                BenchmarkOptions alloc = Parse(arguments);
                await SaveAsync(
                    alloc,
                    await new AllocScenario(alloc, TimeProvider.System, Console.Out).RunAsync(),
                    ReportJson.Default.AllocReport);
                return 0;
            default:
                throw new FormatException("Say what to measure.");
        }
    }

    private static BenchmarkOptions Parse(string[] arguments) =>
        BenchmarkOptionsParser.Parse(arguments.AsSpan(1), [.. EchoSystems.All.Select(system => system.Name)]);

    private static async Task SaveAsync<T>(BenchmarkOptions options, T report, JsonTypeInfo<T> type)
    {
        if (options.JsonFile is null) return;
        await using FileStream file = File.Create(options.JsonFile);
        await JsonSerializer.SerializeAsync(file, report, type);
    }
}
