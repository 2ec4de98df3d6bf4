using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PeerRpc.Benchmarks.Echo;
using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Processes;

/// <summary>The inside of a child process: starts its part of a system and obeys commands.</summary>
internal sealed class RoleProcess(IEchoSystem system, RoleAssignment assignment)
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private LoadGenerator? _load;

    /// <summary>Runs until standard input ends.</summary>
    public async Task RunAsync()
    {
        using var starting = new CancellationTokenSource(StartLimit);
        await using IAsyncDisposable part = await StartAsync(starting.Token);
        await foreach (string line in CommandInput.Start().ReadAllAsync())
            Console.WriteLine(await ReplyAsync(line.Split(' ')));
    }

    private Uri Broker => assignment.Broker ?? throw new InvalidOperationException("The broker's address is missing.");

    private async Task<IAsyncDisposable> StartAsync(CancellationToken cancellationToken)
    {
        switch (assignment.Role)
        {
            case EchoRole.Broker:
                IEchoBroker broker = await system.StartBrokerAsync(assignment.Transport, cancellationToken);
                Console.WriteLine($"{RoleCommand.Ready} {broker.Address}");
                return broker;
            case EchoRole.Callee:
                IAsyncDisposable callee = await system.StartCalleeAsync(Broker, cancellationToken);
                Console.WriteLine(RoleCommand.Ready);
                return callee;
            default:
                IEchoCaller caller = await system.StartCallerAsync(Broker, cancellationToken);
                _load = new LoadGenerator(caller);
                Console.WriteLine(RoleCommand.Ready);
                return caller;
        }
    }

    private async Task<string> ReplyAsync(string[] command)
    {
        try
        {
            return command[0] switch
            {
                RoleCommand.Run when _load is not null => await RunLoadAsync(_load, command),
                RoleCommand.Allocated => Ok(AllocationReading.Take(), RoleJson.Default.AllocationReading),
                _ => $"{RoleCommand.Error} a {assignment.Role} does not understand '{command[0]}'",
            };
        }
        catch (Exception exception)
        {
            // Whatever went wrong, the program that sent the command reports it.
            return $"{RoleCommand.Error} {exception.ToString().ReplaceLineEndings(" ")}";
        }
    }

    private static async Task<string> RunLoadAsync(LoadGenerator load, string[] command)
    {
        int inFlight = int.Parse(command[1], CultureInfo.InvariantCulture);
        var duration = TimeSpan.FromSeconds(double.Parse(command[2], CultureInfo.InvariantCulture));
        return Ok(await load.RunAsync(inFlight, duration), RoleJson.Default.LoadResult);
    }

    private static string Ok<T>(T value, JsonTypeInfo<T> type) =>
        $"{RoleCommand.Ok} {JsonSerializer.Serialize(value, type)}";
}
