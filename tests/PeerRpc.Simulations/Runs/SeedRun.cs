using Microsoft.Extensions.Logging;
using PeerRpc.Simulations.Gatherings;
using PeerRpc.Simulations.Pools;
using PeerRpc.Testing;

namespace PeerRpc.Simulations.Runs;

/// <summary>One seed, and one play of it.</summary>
internal static class SeedRun
{
    public static SeedResult Run(ulong seed, PlayKind kind, SeedOptions options)
    {
        var simulation = new PeerSimulation(seed, new PeerSimulationOptions
        {
            KeptEvents = options.KeptEvents,
            LogLevel = options.Trace ? LogLevel.Trace : LogLevel.None,
        });
        Play play = kind switch
        {
            PlayKind.Groups => new GatheringPlay(simulation, options),
            PlayKind.AnyPeer => new PoolPlay(simulation, options),
            _ => new CallPlay(simulation, options),
        };
        try
        {
            simulation.Run(play.RunAsync);
        }
        catch (SimulationException exception)
        {
            play.Add("Simulation", exception.ToString());
        }
        play.Conclude();
        return Conclude(seed, kind, simulation, play, options);
    }

    private static SeedResult Conclude(
        ulong seed, PlayKind kind, PeerSimulation simulation, Play play, SeedOptions options)
    {
        bool isTold = play.Violations.Count > 0 || options.Trace;
        return new SeedResult
        {
            Seed = seed,
            Kind = kind,
            TraceHash = simulation.TraceHash,
            Steps = simulation.Steps,
            Elapsed = simulation.Elapsed,
            Resumes = play.Clients.Sum(client => client.Usage.Counts.Resumed),
            ReplayedFrames = play.Clients.Sum(client => client.Usage.Counts.Replayed),
            Operations = play.Operations,
            Outcomes = play.Outcomes.Counts,
            Faults = play.Faults,
            Violations = play.Violations,
            Story = isTold ? play.Tell() : "",
            LastEvents = isTold ? simulation.GetLastEvents() : [],
        };
    }
}
