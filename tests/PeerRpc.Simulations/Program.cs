using PeerRpc.Simulations.Options;
using PeerRpc.Simulations.Planted;
using PeerRpc.Simulations.Runs;

namespace PeerRpc.Simulations;

/// <summary>Runs seeds: see the README of the project.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        SimulationsCommand command;
        try
        {
            command = CommandParser.Parse(arguments);
        }
        catch (FormatException exception)
        {
            Console.Error.WriteLine($"{exception.Message}\n{CommandParser.Usage}");
            return 2;
        }
        return command.Planted
            ? new PlantedRun(command, Console.Out).Run()
            : new SeedBatch(command, Console.Out).Run();
    }
}
