using System.Runtime.InteropServices;
using PeerRpc.Chaos.Options;
using PeerRpc.Chaos.Processes;
using PeerRpc.Chaos.Runs;

namespace PeerRpc.Chaos;

/// <summary>The command line: one verb per run, and the hidden verb of the child processes.</summary>
internal static class Program
{
    private const string Usage =
        "[return|cuts] [--seconds N] [--kill broker,caller,callee|none] [--every N] ...: see README.md";

    private const int AsPromised = 0;
    private const int Broken = 1;
    private const int WrongUsage = 2;
    private const int Interrupted = 3;

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is [RoleAssignment.Verb, var assignment])
        {
            await RoleProcess.RunAsync(RoleAssignment.Parse(assignment));
            return AsPromised;
        }
        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            return await RunAsync(arguments, stop.Token) ? AsPromised : Broken;
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync($"{exception.Message}\n{Usage}");
            return WrongUsage;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Interrupted; all processes have been ended.");
            return Interrupted;
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException or IOException)
        {
            // A process of the run failed or hung; the others have been ended on the way here.
            await Console.Error.WriteLineAsync(exception.ToString());
            return Broken;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    private static Task<bool> RunAsync(string[] arguments, CancellationToken cancellationToken) => arguments switch
    {
        ["return", ..] => new ReturnRun(Parse(arguments.AsSpan(1)), Console.Out).RunAsync(cancellationToken),
        ["cuts", ..] => new CutsRun(Parse(arguments.AsSpan(1)), Console.Out).RunAsync(cancellationToken),
        _ => new ChaosRun(Parse(arguments), Console.Out).RunAsync(cancellationToken),
    };

    private static ChaosOptions Parse(ReadOnlySpan<string> arguments) =>
        OptionsParser.Parse(arguments, new ChaosOptions());
}
