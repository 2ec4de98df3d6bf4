namespace PeerRpc.Testing.Simulation.Engine;

/// <summary>A work item of a process.</summary>
internal readonly record struct ReadyWork(SimulatedProcess Process, IThreadPoolWorkItem Work);
