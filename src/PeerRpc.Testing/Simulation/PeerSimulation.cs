using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PeerRpc.Core.Connections;
using PeerRpc.Testing.Simulation.Engine;
using PeerRpc.Testing.Simulation.Network;

namespace PeerRpc.Testing.Simulation;

/// <summary>
/// Brokers and peers on a network that a test can break: the real parts, in one process, on one thread, on virtual
/// time.
/// Everything that happens follows from the seed, so what fails once fails every time.
/// </summary>
/// <remarks>
/// <see cref="Run"/> runs the test's code and everything else on the calling thread. Code of the test must stay on it:
/// it may await whatever brokers, clients and the simulation itself complete, and <see cref="Delay"/> and
/// <see cref="Yield"/>, and must not use Task.Run, Task.Yield, or delays by the system's clock. Code that left the
/// thread is noticed when it comes back, and fails the simulation.
/// </remarks>
public sealed class PeerSimulation
{
    internal const string DefaultBroker = "broker";

    private readonly PeerSimulationOptions _options;
    private readonly Dictionary<string, SimulatedNode> _nodes = [];
    private readonly SimulatedProcess _world;
    private bool _used;

    /// <summary>Makes a simulation.</summary>
    /// <param name="seed">Decides everything that is left to chance.</param>
    /// <param name="options">How it runs; may be left out.</param>
    public PeerSimulation(ulong seed, PeerSimulationOptions? options = null)
    {
        _options = options ?? new PeerSimulationOptions();
        Seed = seed;
        Random = new SeededRandom(seed, purpose: 1);
        Loop = new EventLoop(
            new Trace(_options.KeptEvents),
            new ReadyQueue(_options.ReorderWork ? new SeededRandom(seed, purpose: 2) : null),
            _options.TimeLimit.Ticks);
        Network = new SimulatedNetwork(Loop, new SeededRandom(seed, purpose: 3), _options.Conditions);
        _world = CreateProcess("test", 0);
    }

    /// <summary>The seed.</summary>
    public ulong Seed { get; }

    /// <summary>
    /// Chance for the test's own code: what it draws follows from the seed, and changes nothing else.
    /// </summary>
    public Random Random { get; }

    /// <summary>The network.</summary>
    public SimulatedNetwork Network { get; }

    /// <summary>The simulation's own clock, which belongs to no node.</summary>
    public TimeProvider Time => _world.Clock;

    /// <summary>How much virtual time has passed.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(Loop.Now);

    /// <summary>How many work items and events have run.</summary>
    public long Steps => Loop.Steps;

    /// <summary>A hash of all that has happened: two runs in which the same happened have the same one.</summary>
    public ulong TraceHash => Loop.Trace.Hash;

    /// <summary>All nodes, in the order in which they were added.</summary>
    public IReadOnlyCollection<SimulatedNode> Nodes => _nodes.Values;

    internal EventLoop Loop { get; }

    /// <summary>Runs one simulation after another, each with the next seed, until one fails.</summary>
    /// <param name="first">The first seed.</param>
    /// <param name="count">How many seeds.</param>
    /// <param name="code">The code, as for <see cref="Run"/>.</param>
    /// <param name="options">How they run; may be left out.</param>
    /// <exception cref="SimulationException">One has failed; the message names its seed.</exception>
    public static void RunSeeds(
        ulong first, int count, Func<PeerSimulation, Task> code, PeerSimulationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(code);
        for (int i = 0; i < count; i++)
        {
            var simulation = new PeerSimulation(first + (ulong)i, options);
            simulation.Run(() => code(simulation));
        }
    }

    /// <summary>Runs code, and everything that it gives rise to, until it has ended. Once per simulation.</summary>
    /// <param name="code">The code; it adds nodes, makes calls and breaks things.</param>
    /// <exception cref="SimulationException">
    /// The code threw, which is the inner exception; or it waits for what cannot happen any more, has taken more than
    /// <see cref="PeerSimulationOptions.TimeLimit"/>, or has left the simulation's thread. The message names the seed
    /// and the last events.
    /// </exception>
    /// <exception cref="InvalidOperationException">The simulation has run already.</exception>
    public void Run(Func<Task> code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (_used)
            throw new InvalidOperationException("A simulation runs once. Make another one with the same seed.");
        if (TaskScheduler.Current != TaskScheduler.Default)
            throw new InvalidOperationException("A simulation cannot run inside a task of another scheduler.");
        _used = true;
        SynchronizationContext? outer = SynchronizationContext.Current;
        // With one, awaits that do not ask for it would go on elsewhere; without, they go on here.
        SynchronizationContext.SetSynchronizationContext(null);
        Loop.Enter();
        try
        {
            Loop.RunUntil(RunOnThreadAsync(code), Describe);
        }
        catch (Exception exception)
        {
            // Whatever it is, the seed and the last events are what makes it understandable.
            throw ToFailure(exception);
        }
        finally
        {
            foreach (SimulatedNode node in _nodes.Values)
                node.Crash();
            Loop.Leave();
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    /// <summary>Adds a broker and starts it.</summary>
    /// <param name="name">Its name; peers connect to <c>sim://</c> and this.</param>
    /// <param name="configure">
    /// Adds services, each time that it is started; it calls <c>AddPeerBroker</c>. Without it, everything is allowed to
    /// everybody.
    /// </param>
    /// <returns>The broker.</returns>
    /// <exception cref="ArgumentException">There is a node of that name.</exception>
    public SimulatedBroker AddBroker(
        string name = DefaultBroker, Action<IServiceCollection>? configure = null) =>
        Add(new SimulatedBroker(this, name, configure));

    /// <summary>Adds a node for clients and starts it.</summary>
    /// <param name="name">Its name; it need not be the id of a peer.</param>
    /// <param name="program">
    /// What each of its starts runs; without it, whoever starts it does what is to be done.
    /// </param>
    /// <returns>The node.</returns>
    /// <exception cref="ArgumentException">There is a node of that name.</exception>
    public SimulatedPeer AddPeer(string name, Func<SimulatedPeer, Task>? program = null) =>
        Add(new SimulatedPeer(this, name, program));

    /// <summary>Finds a node.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The node.</returns>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public SimulatedNode Node(string name) => _nodes.TryGetValue(name, out SimulatedNode? node)
        ? node
        : throw new ArgumentException($"There is no node '{name}'.", nameof(name));

    /// <summary>Waits, in virtual time.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="cancellationToken">Cuts it short.</param>
    /// <returns>A task that ends then.</returns>
    public Task Delay(TimeSpan duration, CancellationToken cancellationToken = default) =>
        _world.Scheduler.DelayAsync(duration, Time, cancellationToken);

    /// <summary>Lets other work run that could run now.</summary>
    /// <returns>A task that ends when this code's turn comes again.</returns>
    public Task Yield()
    {
        var turn = new Turn();
        _world.Scheduler.Defer(turn);
        return turn.Task;
    }

    /// <summary>
    /// Lets one task be awaited in several places, each of which awaits a result of this. Awaited directly, all but one
    /// of them would go on at the thread pool: that is how .NET does it.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <returns>A task that ends as the other one does.</returns>
    public static Task Share(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.Branch();
    }

    /// <inheritdoc cref="Share(Task)"/>
    public static Task<TResult> Share<TResult>(Task<TResult> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.Branch();
    }

    /// <summary>
    /// Breaks things at random for as long as the result is not disposed of; then everything is mended.
    /// </summary>
    /// <param name="plan">What may break, and how often.</param>
    /// <returns>The faults.</returns>
    public FaultInjection InjectFaults(FaultPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        EnsureRunning();
        return new FaultInjection(this, plan, new SeededRandom(Seed, purpose: 4));
    }

    /// <summary>Writes something among the events; it counts for <see cref="TraceHash"/>.</summary>
    /// <param name="text">What.</param>
    public void Note(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Loop.CheckThread();
        Loop.Record(TraceKind.Note, "test", text);
    }

    /// <summary>The last events, the oldest first.</summary>
    /// <returns>A line for each.</returns>
    public IReadOnlyList<string> GetLastEvents() => Loop.Trace.GetLast();

    internal SimulatedProcess CreateProcess(string name, int incarnation)
    {
        ulong purpose = 0xCBF29CE484222325;
        foreach (char letter in name)
            purpose = (purpose ^ letter) * 0x100000001B3;
        return new SimulatedProcess(
            Loop, name, new SeededRandom(Seed, purpose + (ulong)incarnation), _options.Start);
    }

    internal ILoggerFactory CreateLoggerFactory(SimulatedProcess process) =>
        _options.LogLevel == LogLevel.None ? NullLoggerFactory.Instance : new TraceLogger(process, _options.LogLevel);

    /// <summary>Fails the simulation if a process's own code fails while it runs.</summary>
    internal void Watch(Task task, SimulatedProcess process)
    {
        if (!task.IsCompletedSuccessfully)
            _ = WatchAsync(task, process);
    }

    private async Task WatchAsync(Task task, SimulatedProcess process)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // A process ends with what its code throws; the test learns of it here or nowhere.
            if (!process.IsDead)
                Loop.Fail(new SimulationException($"The code of '{process.Name}' threw.", exception));
        }
    }

    private async Task RunOnThreadAsync(Func<Task> code)
    {
        await code().ConfigureAwait(false);
        Loop.CheckThread();
    }

    private TNode Add<TNode>(TNode node)
        where TNode : SimulatedNode
    {
        EnsureRunning();
        if (!_nodes.TryAdd(node.Name, node))
            throw new ArgumentException($"There is a node '{node.Name}' already.");
        node.Start();
        return node;
    }

    private void EnsureRunning()
    {
        Loop.CheckThread();
        if (!Loop.IsRunning)
            throw new InvalidOperationException("This is for code that runs inside the simulation: see Run.");
    }

    private string Describe() => string.Join(
        '\n', _nodes.Values.Select(node => node.Describe()).Concat(Network.Describe()).Select(line => $"  {line}"));

    private SimulationException ToFailure(Exception exception)
    {
        var cause = exception as SimulationException;
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"Seed {Seed} failed after {Elapsed} of virtual time: {(cause ?? exception).Message}\nThe last events:\n");
        Exception? inner = cause is null ? exception : cause.InnerException;
        return new SimulationException(
            text + string.Join('\n', GetLastEvents().TakeLast(50).Select(line => $"  {line}")), inner);
    }

    private sealed class Turn : IThreadPoolWorkItem
    {
        private readonly TaskCompletionSource _source = new();

        public Task Task => _source.Task;

        public void Execute() => _source.TrySetResult();
    }
}
