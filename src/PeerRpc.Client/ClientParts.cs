using Microsoft.Extensions.Logging;
using PeerRpc.Client.Balancing;
using PeerRpc.Client.Discovery;
using PeerRpc.Client.Groups;
using PeerRpc.Client.Reconciliation;
using PeerRpc.Client.Statistics;
using PeerRpc.Core.Discovery;
using PeerRpc.Core.Endpoints;
using PeerRpc.Core.Groups;
using PeerRpc.Core.Links;
using PeerRpc.Core.Registration;
using PeerRpc.Core.Statistics;

namespace PeerRpc.Client;

/// <summary>What a client consists of: makes its parts, starts them, and ends them in the right order.</summary>
internal sealed class ClientParts : IAsyncDisposable
{
    private readonly OutgoingLinks _outgoing;
    private readonly IncomingLinks _incoming;
    private readonly WantedIds _wanted;
    private readonly StatisticsReporter _reporter;

    /// <param name="client">The client.</param>
    /// <param name="services">What its links and calls work with.</param>
    public ClientParts(PeerClient client, ClientServices services)
    {
        PeerClientOptions options = client.Options;
        _outgoing = services.Outgoing;
        _incoming = services.Incoming;
        ILogger logger = services.Logger;
        var broker = new RemotePeer(client, _outgoing, "", services.CallSettings with { Filters = [] });
        IDirectoryController directory = broker.Controller<IDirectoryController>();
        Description = new OwnDescription(directory, services.Table, logger);
        var states = new PeerIdStates(options.PeerIds, options.Work, logger);
        Ids = new PeerIds(broker.Controller<IRegistryController>(), states, Description, options, logger);
        Keeper = new ConnectionKeeper(options, services.Endpoints.Instance, _outgoing, _incoming, Ids, logger);
        _wanted = new WantedIds(Ids, options, Keeper.Closed.Task, logger);
        _reporter = new StatisticsReporter(
            broker.Controller<IStatisticsController>(), client.GetStatistics,
            new ReportTimes(options.StatisticsInterval, options.TimeProvider, options.Work), logger);
        var follower = new DirectoryFollower(
            options.TimeProvider, options.Work, () => Keeper.ResumeWindow, Keeper.Closed.Task);
        Directory = new PeerDirectory(directory, Description, follower);
        Pools = new PeerPools(new PoolServices(Directory.WatchAsync, client.Peer, options.TimeProvider, options.Work));
        IGroupsController groups = broker.Controller<IGroupsController>();
        var calls = new GroupCalls(services.Endpoints, _outgoing.NextNumber);
        var hubs = new GroupHubs(new GroupServices(groups, calls, states, options.TimeProvider, options.Work, logger));
        Groups = new PeerGroups(new GroupParts(
            new WatchedGroups(groups, hubs), hubs, follower, services.CallSettings.Serializer, () => Ids.First,
            () => Ids.Member)
        {
            Peer = client.Peer,
            Reconcilers = new ReconcilerServices(
                states, Keeper.Closed.Task, options.TimeProvider, options.Work, options.Random, logger)
            {
                MemberId = () => Ids.Member,
            },
        });
    }

    /// <summary>What the client tells of itself.</summary>
    public OwnDescription Description { get; }

    /// <summary>Its ids.</summary>
    public PeerIds Ids { get; }

    /// <summary>Its connections.</summary>
    public ConnectionKeeper Keeper { get; }

    /// <summary>Its view of who is there.</summary>
    public PeerDirectory Directory { get; }

    /// <summary>Who answers calls that go to one of many.</summary>
    public PeerPools Pools { get; }

    /// <summary>Its groups.</summary>
    public PeerGroups Groups { get; }

    /// <summary>Makes the first connection.</summary>
    /// <exception cref="PeerRpcException">The broker could not be reached, or refused.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        await Keeper.ConnectAsync(cancellationToken).ConfigureAwait(false);
        _reporter.Start();
    }

    /// <summary>Connects in the background, and keeps ids, however long it takes.</summary>
    public void Start()
    {
        Keeper.Start(first: null);
        _reporter.Start();
        KeepIds();
    }

    /// <summary>Keeps the ids that the options name, from now on.</summary>
    public void KeepIds() => _wanted.Start();

    /// <summary>Gives an id up.</summary>
    /// <exception cref="PeerRpcException">The broker could not be told.</exception>
    public async Task UnregisterAsync(string peerId, CancellationToken cancellationToken)
    {
        await Ids.UnregisterAsync(peerId, cancellationToken).ConfigureAwait(false);
        _incoming.Leave(peerId);
        Groups.Revoke(peerId);
    }

    public async ValueTask DisposeAsync()
    {
        await _reporter.DisposeAsync().ConfigureAwait(false);
        LinkError disposed = LinkErrors.Lost("The client was disposed.");
        // What is served ends first: a controller would answer for its own calls that fail here, and as its own error.
        _incoming.Close(disposed);
        await _wanted.DisposeAsync().ConfigureAwait(false);
        await Pools.DisposeAsync().ConfigureAwait(false);
        await Groups.CloseAsync().ConfigureAwait(false);
        _outgoing.Close(disposed);
        await Keeper.DisposeAsync().ConfigureAwait(false);
        Ids.States.Close();
    }
}
