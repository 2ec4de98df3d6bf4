using System.Globalization;
using PeerRpc.Chaos.Processes;

namespace PeerRpc.Chaos.Runs;

/// <summary>The processes of a run: starts, kills, stops and ends them, and writes the history of that.</summary>
/// <param name="files">Where their histories go.</param>
/// <param name="world">The history of the command itself.</param>
/// <param name="assign">Says what a new process of a place is told.</param>
/// <param name="writesLogs">Whether each process writes a log beside its history.</param>
internal sealed class Cast(
    RunFiles files, HistoryRecorder world, Func<Actor, RoleAssignment> assign, bool writesLogs) : IAsyncDisposable
{
    private readonly List<Actor> _actors = [];
    private readonly Lock _gate = new(); // guards _processes
    private int _processes;

    public IReadOnlyList<Actor> Actors => _actors;

    /// <summary>Adds a place and starts its first process.</summary>
    public async Task<Actor> AddAsync(RoleKind kind, int peer = 0)
    {
        var actor = new Actor(kind, peer);
        _actors.Add(actor);
        await StartAsync(actor);
        return actor;
    }

    /// <summary>Starts a new process in a place.</summary>
    public async Task StartAsync(Actor actor)
    {
        lock (_gate)
            actor.Process = ++_processes;
        RoleAssignment assignment = assign(actor) with
        {
            Kind = actor.Kind,
            Process = actor.Process,
            Peer = actor.Peer,
            History = files.NewHistory(actor.Process, actor.Kind),
            Log = writesLogs ? files.NewLog(actor.Process, actor.Kind) : "",
        };
        world.ProcessStarted(actor.Process, actor.Peer);
        actor.Child = await ChildProcess.StartAsync(typeof(Cast).Assembly.Location, assignment.ToArguments());
    }

    /// <summary>Kills the process of a place.</summary>
    public async Task KillAsync(Actor actor)
    {
        world.ProcessChanged(HistoryEventKind.ProcessKilled, actor.Process);
        await actor.Child!.DisposeAsync();
        actor.Child = null;
    }

    public Task PauseAsync(Actor actor)
    {
        world.ProcessChanged(HistoryEventKind.ProcessPaused, actor.Process);
        return actor.Child!.SignalAsync("STOP");
    }

    public async Task ContinueAsync(Actor actor)
    {
        await actor.Child!.SignalAsync("CONT");
        world.ProcessChanged(HistoryEventKind.ProcessContinued, actor.Process);
    }

    /// <summary>Lets all processes of a role begin nothing more, and waits until nothing is under way.</summary>
    /// <param name="kind">The role.</param>
    /// <param name="limit">How long to wait.</param>
    /// <returns>How much has not ended.</returns>
    public async Task<int> StopAsync(RoleKind kind, TimeSpan limit)
    {
        string command = string.Create(CultureInfo.InvariantCulture, $"{RoleCommand.Stop} {limit.TotalSeconds}");
        string[] answers = await Task.WhenAll(_actors
            .Where(actor => actor.Kind == kind)
            .Select(actor => AskAsync(actor, command, limit)));
        return answers.Sum(answer => int.Parse(answer, CultureInfo.InvariantCulture));
    }

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <param name="actor">To whom.</param>
    /// <param name="command">What.</param>
    /// <param name="limit">How long it may take of its own accord.</param>
    /// <exception cref="InvalidOperationException">The process has ended instead.</exception>
    public static async Task<string> AskAsync(Actor actor, string command, TimeSpan limit)
    {
        await actor.Child!.TellAsync(command);
        string answer = await actor.Child.AnswerAsync(limit + WaitExtensions.Limit);
        return answer.Length > 0 ? answer : throw new InvalidOperationException($"{actor} has ended by itself.");
    }

    /// <exception cref="InvalidOperationException">A process has ended that nobody has killed.</exception>
    public void ThrowIfAnyEnded()
    {
        if (_actors.Find(actor => !actor.IsInTrouble && actor.Child is { HasExited: true }) is { } ended)
            throw new InvalidOperationException($"{ended} (process {ended.Process}) has ended by itself.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Actor actor in _actors)
        {
            if (actor.Child is { } child)
                await child.DisposeAsync();
        }
    }
}
