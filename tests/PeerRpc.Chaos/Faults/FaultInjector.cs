using PeerRpc.Chaos.Network;
using PeerRpc.Chaos.Options;
using PeerRpc.Chaos.Runs;

namespace PeerRpc.Chaos.Faults;

/// <summary>Injects a fault every now and then. Its kind follows from the seed, its victim from who is there.</summary>
internal sealed class FaultInjector(Cast cast, FaultyProxy proxy, ChaosOptions options)
{
    private const double LongestAbsence = 1; // seconds between a kill and the new start
    private const double LongestStop = 5; // seconds; shorter than the shortest silence that counts as dead
    private const double LongestStall = 3; // seconds
    private const int MostBytes = 64 * 1024; // that pass before a cut

    private readonly Random _random = new(options.Seed);
    private readonly List<Task> _lasting = [];

    public FaultCounts Counts { get; } = new();

    /// <summary>Injects faults for as long as the options say, and returns when the last one has been mended.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Every);
        long start = TimeProvider.System.GetTimestamp();
        bool hasFaults = options.Faults.Count > 0;
        while (TimeProvider.System.GetElapsedTime(start) + options.Every <= options.Duration)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            cast.ThrowIfAnyEnded();
            if (hasFaults)
                await InjectAsync(options.Faults[_random.Next(options.Faults.Count)], cancellationToken);
            foreach (Task ended in _lasting.Where(task => task.IsFaulted))
                await ended;
        }
        await Task.WhenAll(_lasting);
    }

    private async Task InjectAsync(FaultKind kind, CancellationToken cancellationToken)
    {
        // All numbers are drawn whatever there is to hit, so that the plan follows from the seed alone.
        double choice = _random.NextDouble();
        double amount = _random.NextDouble();
        switch (kind)
        {
            case FaultKind.SigKill or FaultKind.SigStop:
                if (Pick(PickRole(await FindIdleAsync(), choice), amount) is { } actor)
                    _lasting.Add(HitAsync(actor, kind, amount, cancellationToken));
                break;
            default:
                if (Pick(proxy.Live, choice) is { } connection)
                    Hit(connection, kind, amount);
                break;
        }
    }

    // Where all are in trouble it waits for one: a busy machine may take longer to start a process again than there is
    // between two faults, and the next one would be left out.
    private async Task<Actor[]> FindIdleAsync()
    {
        while (true)
        {
            // In this order: who is mended in between is among the idle ones.
            Task[] mending = [.. _lasting.Where(task => !task.IsCompleted)];
            Actor[] idle = [.. cast.Actors.Where(actor => options.Kill.Contains(actor.Kind) && !actor.IsInTrouble)];
            if (idle.Length > 0 || mending.Length == 0)
                return idle;
            await Task.WhenAny(mending);
        }
    }

    // First among the roles, so that a broker is hit as often as all callees together.
    private static Actor[] PickRole(Actor[] actors, double choice)
    {
        IGrouping<Processes.RoleKind, Actor>[] roles = [.. actors.GroupBy(actor => actor.Kind)];
        return Pick(roles, choice)?.ToArray() ?? [];
    }

    private static T? Pick<T>(IReadOnlyList<T> items, double choice)
        where T : class =>
        items.Count == 0 ? null : items[(int)(choice * items.Count)];

    private async Task HitAsync(Actor actor, FaultKind kind, double amount, CancellationToken cancellationToken)
    {
        actor.IsInTrouble = true;
        Counts.Add($"{kind} {actor.Kind}");
        if (kind == FaultKind.SigKill)
        {
            long killed = TimeProvider.System.GetTimestamp();
            await cast.KillAsync(actor);
            await Task.Delay(TimeSpan.FromSeconds(amount * LongestAbsence), cancellationToken);
            await cast.StartAsync(actor);
            Counts.AddAbsence(TimeProvider.System.GetElapsedTime(killed));
        }
        else
        {
            await cast.PauseAsync(actor);
            await Task.Delay(TimeSpan.FromSeconds(amount * LongestStop), cancellationToken);
            await cast.ContinueAsync(actor);
        }
        actor.IsInTrouble = false;
    }

    private void Hit(ProxiedConnection connection, FaultKind kind, double amount)
    {
        switch (kind)
        {
            case FaultKind.Cut:
                long bytes = 1 + (long)(amount * MostBytes);
                connection.CutAfter(new ByteBudget(bytes, resets: bytes % 2 == 0, () => Counts.Add("Cut")));
                break;
            case FaultKind.Stall:
                Counts.Add("Stall");
                connection.Stall(TimeSpan.FromSeconds(amount * LongestStall));
                break;
            default:
                Counts.Add("HalfOpen");
                connection.GoSilent((ProxyDirection)(1 + (int)(amount * 3)));
                break;
        }
    }
}
