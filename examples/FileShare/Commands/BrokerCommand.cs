using FileShare.Brokers;
using FileShare.Terminals;
using FileShare.Words;

namespace FileShare.Commands;

/// <summary>Runs a broker and nothing else.</summary>
internal sealed class BrokerCommand(Terminal terminal)
{
    public async Task<int> RunAsync(string listen, CancellationToken stop)
    {
        await using WebApplication broker = await ShareBroker.StartAsync(listen, "/peers");
        terminal.Say($"* The broker listens at {listen}, for everybody who can reach it.");
        await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await broker.StopAsync(CancellationToken.None);
        return ExitCode.Done;
    }
}
