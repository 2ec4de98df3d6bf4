using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Sessions;

namespace PeerRpc.Simulations.Scenes;

/// <summary>Whether anything is kept that nobody needs any more, once all calls have ended.</summary>
/// <param name="stage">What has been played.</param>
internal sealed class LeakCheck(Stage stage)
{
    /// <summary>What is still kept; empty once all is well.</summary>
    public IReadOnlyList<string> Find() => [.. stage.Actors.SelectMany(OfActor), .. OfBroker()];

    private static IEnumerable<string> OfActor(Actor actor)
    {
        string name = actor.Plan.Node;
        if (actor.Client is not { } client)
        {
            yield return $"{name} has no client";
            yield break;
        }
        if (client.ConnectionState != PeerConnectionState.Connected)
            yield return $"{name} is {client.ConnectionState}";
        if (!actor.Ids.SequenceEqual(client.PeerIds.Order()))
            yield return $"{name} is registered as {string.Join(", ", client.PeerIds)}";
        if (actor.Running != 0)
            yield return $"{name} still runs {actor.Running} methods and streams";
        ClientUsage usage = client.Usage;
        if (usage is { Streams: 0, WaitingCalls: 0, ServedCalls: 0, ReplayBytes: 0 })
            yield break;
        yield return $"{name} keeps {usage}";
    }

    private IEnumerable<string> OfBroker()
    {
        IServiceProvider services = stage.Broker.Services;
        var table = services.GetRequiredService<PeerTable>();
        int ids = stage.Actors.Sum(actor => actor.Ids.Count());
        if (table.Count != ids)
            yield return $"the broker has {table.Count} of {ids} ids";
        if (table.WaiterCount != 0)
            yield return $"{table.WaiterCount} wait for ids at the broker";
        int reserved = services.GetRequiredService<Reservations>().Count;
        if (reserved != 0)
            yield return $"the broker has {reserved} reservations";
        IReadOnlyList<BrokerSession> sessions = services.GetRequiredService<SessionTable>().Snapshot();
        if (sessions.Count != stage.Actors.Count)
            yield return $"the broker has {sessions.Count} sessions";
        int opened = stage.Actors.Sum(actor => actor.Client?.Usage.OpenedLinks ?? 0);
        int routes = sessions.Sum(session => session.Hop.CountOpened());
        if (routes != opened)
            yield return $"the broker has {routes} routes, and there are {opened} links";
        // Every route that does not lead to the broker joins two links.
        int accepted = stage.Actors.Sum(actor => actor.Client?.Usage.AcceptedLinks ?? 0);
        int toBroker = stage.Actors.Sum(actor => actor.Client?.Usage.LinksToBroker ?? 0);
        if (accepted != opened - toBroker)
            yield return $"{accepted} links are accepted, and {opened - toBroker} opened";
    }
}
