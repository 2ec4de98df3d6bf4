using PeerRpc.Core.Connections;

namespace PeerRpc.Testing.Simulation.Engine;

/// <summary>Has the work of a process run by the loop.</summary>
internal sealed class ProcessScheduler(EventLoop loop, SimulatedProcess process) : WorkScheduler
{
    private static readonly Func<string> Blocked = () =>
        "Code blocks its thread (StreamOverflow.Wait) and waits for what never comes.";

    private readonly List<IStallable> _watched = [];

    public override void Defer(IThreadPoolWorkItem work)
    {
        if (loop.CheckThread() && !process.IsDead)
            loop.Add(process, work);
    }

    public override bool Survives(Exception bug) => false;

    // When garbage is collected depends on everything but the seed. So in a simulation nothing is found to be
    // forgotten.
    public override void DeferForgotten(IThreadPoolWorkItem work)
    {
    }

    // Only code that blocks its thread holds up what this thread would do next: that is the time to look.
    public override void Watch(IStallable work) => _watched.Add(work);

    // There is no other thread that could pulse: what it would do is done here, one step at a time.
    public override void WaitForPulse(object monitor)
    {
        // The first look sees what was done before, the second that nothing is done now.
        _watched.RemoveAll(
            static work => work.Look() == WatchedState.Over || work.Look() == WatchedState.Over);
        ExecutionContext? context = ExecutionContext.Capture();
        loop.StepOrThrow(Blocked);
        if (context is not null)
            ExecutionContext.Restore(context);
        if (process.IsDead)
            throw new SimulationException($"'{process.Name}' was killed while its code blocked its thread.");
    }
}
