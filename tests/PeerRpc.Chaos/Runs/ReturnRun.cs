using PeerRpc.Chaos.Contracts;
using PeerRpc.Chaos.Network;
using PeerRpc.Chaos.Options;
using PeerRpc.Chaos.Processes;
using PeerRpc.Chaos.Reports;
using PeerRpc.Chaos.Serving;

namespace PeerRpc.Chaos.Runs;

/// <summary>Many peers whose broker is killed: how fast they are back, and how evenly they come.</summary>
internal sealed class ReturnRun(ChaosOptions options, TextWriter output)
{
    private const int Crowds = 4;
    private const int Visitor = 1_000_000; // the number of the peer that calls the others
    private const int CallsAtATime = 50;
    private const double MostOverMean = 3;
    private static readonly TimeSpan MostBack = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(120);

    private readonly Uri _address = Addresses.Of(options.Transport, FreePort.Find(new Random()));

    /// <summary>Runs all rounds.</summary>
    /// <returns>Whether all peers were back in time in each of them, and none was a stampede.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        using var files = new RunFiles(options.Keep);
        var world = new HistoryRecorder(0, new MemoryHistory(), TimeProvider.System);
        await using var cast = new Cast(files, world, Assign, options.WritesLogs);
        Actor broker = await cast.AddAsync(RoleKind.Broker);
        for (int i = 0; i < Crowds; i++)
            await cast.AddAsync(RoleKind.Crowd, 1 + (i * options.Peers / Crowds));
        foreach (Actor crowd in cast.Actors.Where(actor => actor.Kind == RoleKind.Crowd))
            await Cast.AskAsync(crowd, RoleCommand.Connected, ConnectLimit).WaitAsync(cancellationToken);
        bool isGood = true;
        for (int round = 1; round <= options.Rounds; round++)
            isGood &= await KillAsync(cast, broker, round, cancellationToken);
        return isGood;
    }

    private async Task<bool> KillAsync(Cast cast, Actor broker, int round, CancellationToken cancellationToken)
    {
        await cast.KillAsync(broker);
        await Task.Delay(options.Absence, cancellationToken);
        await cast.StartAsync(broker);
        long start = TimeProvider.System.GetTimestamp();
        ArrivalFigures figures;
        do
        {
            await Task.Delay(BetweenLooks, cancellationToken);
            cast.ThrowIfAnyEnded();
            figures = ArrivalFigures.Parse(await Cast.AskAsync(broker, RoleCommand.Arrivals, TimeSpan.Zero));
        }
        while (figures.Registered < options.Peers && TimeProvider.System.GetElapsedTime(start) < options.Duration);
        int reached = await CountReachedAsync(cancellationToken);
        ArrivalReport.Print(output, round, figures, options.Peers, reached);
        return reached == options.Peers && figures.Registered == options.Peers
            && figures.LastRegistration <= MostBack && figures.Peak <= MostOverMean * figures.Mean;
    }

    private async Task<int> CountReachedAsync(CancellationToken cancellationToken)
    {
        await using PeerClient visitor = await PeerClient.ConnectAsync(
            _address,
            settings => settings.AccessToken = _ => new ValueTask<string?>(PeerNames.IdOf(Visitor)),
            cancellationToken);
        int reached = 0;
        foreach (int[] some in Enumerable.Range(1, options.Peers).Chunk(CallsAtATime))
        {
            bool[] answers = await Task.WhenAll(some.Select(peer => IsHereAsync(visitor, peer)));
            reached += answers.Count(isHere => isHere);
        }
        return reached;
    }

    private static async Task<bool> IsHereAsync(PeerClient visitor, int peer)
    {
        try
        {
            return await visitor.Peer(PeerNames.IdOf(peer)).Controller<IPresence>().IsHere();
        }
        catch (PeerRpcException)
        {
            // It is not back; that is what is counted.
            return false;
        }
    }

    private RoleAssignment Assign(Actor actor) => new()
    {
        Kind = actor.Kind,
        Process = actor.Process,
        Address = _address,
        Crowd = CountOf(actor),
        Window = options.Window,
        DeadAfter = options.DeadAfter,
        MostReconnectDelay = options.MostReconnectDelay,
    };

    // From its first peer to that of the next crowd.
    private int CountOf(Actor actor)
    {
        if (actor.Kind != RoleKind.Crowd)
            return 0;
        int crowd = Enumerable.Range(0, Crowds).First(i => 1 + (i * options.Peers / Crowds) == actor.Peer);
        return ((crowd + 1) * options.Peers / Crowds) + 1 - actor.Peer;
    }
}
