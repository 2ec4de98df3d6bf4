using PeerRpc.Chaos.Contracts;
using PeerRpc.Chaos.Serving;

namespace PeerRpc.Chaos.Load;

/// <summary>Makes the calls of a load until it is told to stop.</summary>
/// <param name="context">What they have in common.</param>
/// <param name="client">Gives the client, once it is connected.</param>
/// <param name="targets">The numbers of the peers that are called.</param>
/// <param name="settings">How many calls, and how fast.</param>
internal sealed class LoadRunner(
    LoadContext context, Func<CancellationToken, Task<PeerClient>> client, IReadOnlyList<int> targets,
    LoadSettings settings)
{
    private readonly Dictionary<int, Lane> _lanes = targets.ToDictionary(target => target, _ => new Lane());
    private long _left = settings.MostCalls;

    /// <summary>Runs all loops.</summary>
    /// <param name="stop">Begins no further calls; those under way are waited for.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        IReadOnlyList<LoadPart> parts = LoadPlan.Create(context);
        double shares = parts.Sum(part => part.Share);
        var random = new Random(settings.Seed);
        List<Task> loops = [];
        foreach (LoadPart part in parts)
        {
            double perSecond = settings.CallsPerSecond * part.Share / shares / part.Loops;
            for (int i = 0; i < part.Loops; i++)
                loops.Add(LoopAsync(part, new Pace(perSecond, TimeProvider.System), new Random(random.Next()), stop));
        }
        // A loop ends early by an error only, and then the others need not go on.
        while (loops.Count > 0)
        {
            Task ended = await Task.WhenAny(loops);
            loops.Remove(ended);
            await ended;
        }
    }

    private async Task LoopAsync(LoadPart part, Pace pace, Random random, CancellationToken stop)
    {
        try
        {
            while (Interlocked.Decrement(ref _left) >= 0)
            {
                await pace.NextAsync(stop);
                stop.ThrowIfCancellationRequested();
                PeerClient connected = await client(stop);
                int target = targets[random.Next(targets.Count)];
                RemotePeer peer = connected.Peer(PeerNames.IdOf(target));
                var site = new CallSite(peer, peer.Controller<IWorkshop>(), target, _lanes[target]);
                await part.RunAsync(site, random);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop, between two calls.
        }
    }
}
