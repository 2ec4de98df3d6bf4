using System.Text.Json;
using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Processes;

/// <summary>The inside of a child process: starts its part of a system and obeys commands.</summary>
internal sealed class RoleProcess(IRolePart part)
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private MemoryWatch? _memory;

    /// <summary>Runs until standard input ends.</summary>
    public async Task RunAsync()
    {
        using var starting = new CancellationTokenSource(StartLimit);
        await using (part)
        {
            Uri? address = await part.StartAsync(starting.Token);
            Console.WriteLine(address is null ? RoleCommand.Ready : $"{RoleCommand.Ready} {address}");
            await foreach (string line in CommandInput.Start().ReadAllAsync())
                Console.WriteLine(await ReplyAsync(line.Split(' ')));
        }
    }

    private async Task<string> ReplyAsync(string[] command)
    {
        try
        {
            string? result = ObeyCommon(command[0]) ?? await part.TryObeyAsync(command);
            return result is null
                ? $"{RoleCommand.Error} this process does not understand '{command[0]}'"
                : $"{RoleCommand.Ok} {result}";
        }
        catch (Exception exception)
        {
            // Whatever went wrong, the program that sent the command reports it.
            return $"{RoleCommand.Error} {exception.ToString().ReplaceLineEndings(" ")}";
        }
    }

    private string? ObeyCommon(string command)
    {
        switch (command)
        {
            case RoleCommand.Allocated:
                return JsonSerializer.Serialize(AllocationReading.Take(), RoleJson.Default.AllocationReading);
            case RoleCommand.Watch:
                _memory = new MemoryWatch();
                return JsonSerializer.Serialize(true, RoleJson.Default.Boolean);
            case RoleCommand.Memory when _memory is not null:
                return JsonSerializer.Serialize(_memory.Stop(), RoleJson.Default.MemoryReading);
            default:
                return null;
        }
    }
}
