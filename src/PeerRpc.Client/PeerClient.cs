using Microsoft.Extensions.Logging;
using PeerRpc.Client.Balancing;
using PeerRpc.Client.Controllers;
using PeerRpc.Client.Discovery;
using PeerRpc.Client.Groups;
using PeerRpc.Client.Statistics;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Balancing;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Discovery;
using PeerRpc.Core.Dynamic;
using PeerRpc.Core.Endpoints;
using PeerRpc.Core.Groups;
using PeerRpc.Core.Links;
using PeerRpc.Core.Registration;
using PeerRpc.Core.Statistics;

namespace PeerRpc.Client;

/// <summary>
/// A program's way to a broker and to the peers behind it: registers it as a peer, serves its controllers, and calls
/// those of others. All members may be used from any thread.
/// </summary>
/// <remarks>
/// A client that has not registered may call, if the broker's policy lets it. When the connection is lost, the client
/// gets another one by itself, registers its ids again and resumes its links: calls, streams and live objects go on
/// after a pause, with nothing lost and nothing run twice. Only what lasts longer than the broker's resume window (30
/// s) is an error: calls that were sent then fail with <see cref="PeerErrorCode.PeerGone"/> or <see
/// cref="PeerErrorCode.ConnectionLost"/>, others with <see cref="PeerErrorCode.Unavailable"/>.
/// </remarks>
public sealed class PeerClient : IAsyncDisposable
{
    private readonly PeerClientOptions _options;
    private readonly ClientServices _services;
    private readonly RemoteCallSettings _callSettings;
    private readonly OutgoingLinks _outgoing;
    private readonly IncomingLinks _incoming;
    private readonly OwnDescription _description;
    private readonly PeerIds _ids;
    private readonly ConnectionKeeper _keeper;
    private readonly PeerGroups _groups;
    private readonly StatisticsReporter _reporter;
    private readonly PeerPools _pools;

    internal PeerClient(PeerClientOptions options)
    {
        PeerClientOptionsValidator.Check(options);
        _options = options;
        _services = new ClientServices(options);
        _outgoing = _services.Outgoing;
        _incoming = _services.Incoming;
        _callSettings = _services.CallSettings;
        ILogger logger = _services.Logger;
        Broker = new RemotePeer(this, _outgoing, "", _callSettings);
        var internalSettings = _callSettings with { Filters = [] };
        var broker = new RemotePeer(this, _outgoing, "", internalSettings);
        IDirectoryController directory = broker.Controller<IDirectoryController>();
        _description = new OwnDescription(directory, Table, logger);
        _ids = new PeerIds(broker.Controller<IRegistryController>(), _description, options, logger);
        _keeper = new ConnectionKeeper(options, _services.Endpoints.Instance, _outgoing, _incoming, _ids, logger);
        _reporter = new StatisticsReporter(
            broker.Controller<IStatisticsController>(), GetStatistics,
            new ReportTimes(options.StatisticsInterval, options.TimeProvider, options.Work), logger);
        var follower = new DirectoryFollower(
            options.TimeProvider, options.Work, () => _keeper.ResumeWindow, _keeper.Closed.Task);
        Directory = new PeerDirectory(directory, _description, follower);
        _pools = new PeerPools(new PoolServices(Directory.WatchAsync, Peer, options.TimeProvider, options.Work));
        IGroupsController groups = broker.Controller<IGroupsController>();
        var calls = new GroupCalls(_services.Endpoints, _outgoing.NextNumber);
        var hubs = new GroupHubs(new GroupServices(groups, calls, options.TimeProvider, options.Work, logger));
        _groups = new PeerGroups(groups, hubs, follower, _callSettings.Serializer, () => _ids.First);
    }

    /// <summary>The broker itself, for the controllers that it serves.</summary>
    public RemotePeer Broker { get; }

    /// <summary>Who is there, and what they can do.</summary>
    public PeerDirectory Directory { get; }

    /// <summary>The ids under which this client is registered, the first one first.</summary>
    public IReadOnlyList<string> PeerIds => _ids.Registered;

    /// <summary>Where the client stands with its broker.</summary>
    public PeerConnectionState ConnectionState => _keeper.States.Current;

    /// <summary>
    /// Follows <see cref="ConnectionState"/>: an observer is told the present state at once and then every change, one
    /// after another, and completes with <see cref="PeerConnectionState.Closed"/>. It must not block; one that throws
    /// is told no more.
    /// </summary>
    public IObservable<PeerConnectionChange> ConnectionChanges => _keeper.States;

    /// <summary>
    /// Completes when there will be no other connection, because the client was disposed or has given up; never fails.
    /// </summary>
    public Task Closed => _keeper.Closed.Task;

    internal ControllerTable Table => _services.Table;

    internal DescriptionCache Descriptions { get; } = new();

    internal PeerPool PoolOf(PeerFilter filter) => _pools.Get(filter);

    /// <summary>What the client holds at this moment, and what its links have been through.</summary>
    internal ClientUsage Usage => new(
        StreamCount, _outgoing.Count, _outgoing.CountToBroker, _outgoing.CallCount, _incoming.Count,
        _incoming.CallCount, _services.Endpoints.Calls.ReplayBudget.Used,
        _services.Endpoints.Calls.ReplayBudget.Counts);

    internal int StreamCount => _outgoing.StreamCount + _incoming.StreamCount;

    internal PeerClientOptions Options => _options;

    internal string DefaultPeerId => _ids.First;

    /// <summary>Connects to a broker.</summary>
    /// <param name="address">
    /// <c>ws://host:port/path</c>, <c>wss://…</c>, <c>tcp://host:port</c> or <c>unix:///path</c>.
    /// </param>
    /// <param name="configure">Sets options.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>The connected client.</returns>
    /// <exception cref="PeerRpcException">The broker could not be reached, or refused.</exception>
    /// <exception cref="ArgumentException">The address or an option is wrong; the message says which.</exception>
    public static Task<PeerClient> ConnectAsync(
        string address, Action<PeerClientOptions>? configure = null, CancellationToken cancellationToken = default) =>
        ConnectAsync(new Uri(address), configure, cancellationToken);

    /// <inheritdoc cref="ConnectAsync(string, Action{PeerClientOptions}?, CancellationToken)"/>
    public static async Task<PeerClient> ConnectAsync(
        Uri address, Action<PeerClientOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        var options = new PeerClientOptions { Address = address };
        configure?.Invoke(options);
        var client = new PeerClient(options);
        try
        {
            await client.ConnectAsync(cancellationToken).ConfigureAwait(false);
            foreach (string peerId in options.PeerIds)
                await client.RegisterAsPeerAsync(peerId, cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A peer by its id. Sends nothing; a peer that does not exist is noticed by the first call.</summary>
    /// <param name="peerId">The id.</param>
    /// <returns>The peer.</returns>
    /// <exception cref="ArgumentException">It is not a peer id.</exception>
    public RemotePeer Peer(string peerId)
    {
        PeerIdSyntax.Check(peerId);
        return new RemotePeer(this, _outgoing, peerId, _callSettings);
    }

    /// <summary>Any of the peers that say that they can do something: each call goes to one of them.</summary>
    /// <param name="capability">What they tell with <see cref="PeerDirectory.PublishAsync"/>.</param>
    /// <returns>The peers.</returns>
    public AnyPeer AnyPeer(string capability) => AnyPeer(PeerPools.FilterOf(capability));

    /// <summary>Any of the peers that match a filter: each call goes to one of them.</summary>
    /// <param name="filter">The filter.</param>
    /// <returns>The peers.</returns>
    public AnyPeer AnyPeer(PeerFilter filter) => new(_pools.Get(filter), _callSettings, PoolOrder.LeastInFlight);

    /// <summary>All peers that say that they can do something, to ask every one of them.</summary>
    /// <param name="capability">What they tell with <see cref="PeerDirectory.PublishAsync"/>.</param>
    /// <returns>The peers.</returns>
    public AllPeers AllPeers(string capability) => AllPeers(PeerPools.FilterOf(capability));

    /// <summary>All peers that match a filter, to ask every one of them.</summary>
    /// <param name="filter">The filter.</param>
    /// <returns>The peers.</returns>
    public AllPeers AllPeers(PeerFilter filter) => new(this, _pools.Get(filter), _callSettings);

    /// <summary>A group of peers by its name. Sends nothing; there is a group as soon as somebody joins it.</summary>
    /// <param name="name">1 to 128 characters of <c>A-Z a-z 0-9 _ . : @ -</c>.</param>
    /// <returns>The group.</returns>
    /// <exception cref="ArgumentException">It cannot be the name of a group.</exception>
    public PeerGroup Group(string name) => _groups.Get(name);

    /// <summary>Serves a controller, at the path that its contract names, for every peer that calls.</summary>
    /// <typeparam name="TContract">The contract: the interface, not the class.</typeparam>
    /// <param name="controller">The object that serves all calls. It is never disposed by the client.</param>
    /// <returns>Ends the registration when disposed; calls that run go on.</returns>
    /// <exception cref="InvalidOperationException">There is a controller at that path already.</exception>
    public IDisposable RegisterController<TContract>(TContract controller)
        where TContract : class =>
        RegisterController(PeerContracts.Get<TContract>().Path, controller);

    /// <summary>Serves a controller at another path than its contract names.</summary>
    /// <typeparam name="TContract">The contract: the interface, not the class.</typeparam>
    /// <param name="path">The path, 1 to 128 bytes of UTF-8.</param>
    /// <param name="controller">The object that serves all calls. It is never disposed by the client.</param>
    /// <returns>Ends the registration when disposed; calls that run go on.</returns>
    /// <exception cref="InvalidOperationException">There is a controller at that path already.</exception>
    public IDisposable RegisterController<TContract>(string path, TContract controller)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(controller);
        return Register<TContract>(path, _ => new ControllerTarget<TContract>(controller));
    }

    /// <summary>Registers this client under a peer id, so that others can call its controllers.</summary>
    /// <param name="peerId">1 to 128 characters of <c>A-Z a-z 0-9 _ . : @ -</c>.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <returns>A task that ends when the broker has accepted the id.</returns>
    /// <exception cref="PeerRpcException">
    /// The id is taken (<see cref="PeerErrorCode.PeerIdInUse"/>), or the policy does not allow it
    /// (<see cref="PeerErrorCode.PermissionDenied"/>).
    /// </exception>
    /// <exception cref="ArgumentException">It is not a peer id.</exception>
    public Task RegisterAsPeerAsync(string peerId, CancellationToken cancellationToken = default)
    {
        PeerIdSyntax.Check(peerId);
        return _ids.RegisterAsync(peerId, cancellationToken);
    }

    /// <summary>Gives a peer id up; links that others have opened to it end.</summary>
    /// <param name="peerId">An id that this client has registered.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <returns>A task that ends when the broker has let go of the id.</returns>
    public async Task UnregisterPeerAsync(string peerId, CancellationToken cancellationToken = default)
    {
        await _ids.UnregisterAsync(peerId, cancellationToken).ConfigureAwait(false);
        _incoming.Leave(peerId);
    }

    /// <summary>What this client has done since it was made, without the framework's own calls.</summary>
    /// <returns>A snapshot.</returns>
    public PeerStatistics GetStatistics() => _services.ReadStatistics();

    /// <summary>
    /// Leaves: says goodbye to the broker and to every peer, ends what is under way, and closes the connection.
    /// </summary>
    /// <returns>A task that ends when the connection is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        await _reporter.DisposeAsync().ConfigureAwait(false);
        LinkError disposed = LinkErrors.Lost("The client was disposed.");
        // What is served ends first: a controller would answer for its own calls that fail here, and as its own error.
        _incoming.Close(disposed);
        await _pools.DisposeAsync().ConfigureAwait(false);
        await _groups.CloseAsync().ConfigureAwait(false);
        _outgoing.Close(disposed);
        await _keeper.DisposeAsync().ConfigureAwait(false);
    }

    internal IDisposable Register<TContract>(string path, Func<IncomingCall, ControllerTarget<TContract>> activate)
        where TContract : class
    {
        var entry = new ControllerEntry<TContract>(
            path, PeerContracts.Get<TContract>(), _services.Endpoints.Calls.Serializer, activate);
        Table.Add(entry);
        OnControllersChanged();
        return new ControllerRegistration(Table, entry, OnControllersChanged);
    }

    // Who has no id is in no directory; the first id is preceded by all there is to tell.
    private void OnControllersChanged()
    {
        if (_ids.Registered.Count > 0)
            _description.PublishSoon();
    }

    internal async Task ConnectAsync(CancellationToken cancellationToken)
    {
        await _keeper.ConnectAsync(cancellationToken).ConfigureAwait(false);
        _reporter.Start();
    }

    /// <summary>Connects in the background, however long it takes.</summary>
    internal void StartConnecting()
    {
        _keeper.Start(first: null);
        _reporter.Start();
    }
}
