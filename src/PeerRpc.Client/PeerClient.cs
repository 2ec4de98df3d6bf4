using PeerRpc.Client.Balancing;
using PeerRpc.Client.Controllers;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Balancing;
using PeerRpc.Core.Calls;

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
    private readonly ClientParts _parts;

    internal PeerClient(PeerClientOptions options)
    {
        PeerClientOptionsValidator.Check(options);
        _options = options;
        _services = new ClientServices(options);
        Broker = new RemotePeer(this, _services.Outgoing, "", _services.CallSettings);
        _parts = new ClientParts(this, _services);
        ConnectionChanges = new PeerEvents<PeerConnectionChange>(_parts.Keeper.States.Subscribe);
        RegistrationChanges = new PeerEvents<PeerRegistrationChange>(_parts.Ids.States.Subscribe);
    }

    /// <summary>The broker itself, for the controllers that it serves.</summary>
    public RemotePeer Broker { get; }

    /// <summary>Who is there, and what they can do.</summary>
    public PeerDirectory Directory => _parts.Directory;

    /// <summary>
    /// The ids under which this client is registered: those of <see cref="PeerClientOptions.PeerIds"/> in their order,
    /// then the others. The first one is that as which it calls.
    /// </summary>
    public IReadOnlyList<string> PeerIds => _parts.Ids.States.Registered;

    /// <summary>
    /// Follows what becomes of the peer ids that <see cref="PeerClientOptions.PeerIds"/> names and of those that are
    /// registered: an observer is told at once how each stands, and then every change. An id that cannot be had is told
    /// once with each code, not for every attempt. Completes when the client is disposed.
    /// </summary>
    public PeerEvents<PeerRegistrationChange> RegistrationChanges { get; }

    /// <summary>Where the client stands with its broker.</summary>
    public PeerConnectionState ConnectionState => _parts.Keeper.States.Current;

    /// <summary>
    /// Follows <see cref="ConnectionState"/>: an observer is told the present state at once and then every change, one
    /// after another, and completes with <see cref="PeerConnectionState.Closed"/>. It must not block; one that throws
    /// is told no more.
    /// </summary>
    public PeerEvents<PeerConnectionChange> ConnectionChanges { get; }

    /// <summary>
    /// Completes when there will be no other connection, because the client was disposed or has given up; never fails.
    /// </summary>
    public Task Closed => _parts.Keeper.Closed.Task;

    internal ControllerTable Table => _services.Table;

    internal PeerPool PoolOf(PeerFilter filter) => _parts.Pools.Get(filter);

    /// <summary>What the client holds at this moment, and what its links have been through.</summary>
    internal ClientUsage Usage => _services.ReadUsage();

    internal int StreamCount => _services.Outgoing.StreamCount + _services.Incoming.StreamCount;

    internal PeerClientOptions Options => _options;

    internal string DefaultPeerId => _parts.Ids.First;

    /// <summary>
    /// Connects to a broker, and registers the ids that <see cref="PeerClientOptions.PeerIds"/> names. What does not
    /// work at once fails; with <see cref="Start(string, Action{PeerClientOptions}?, Action{PeerClient}?)"/> it is
    /// tried for as long as it takes.
    /// </summary>
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
            client._parts.KeepIds();
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Makes a client that connects in the background, however long it takes, and keeps the ids registered that <see
    /// cref="PeerClientOptions.PeerIds"/> names: for programs that also work while there is no broker.
    /// </summary>
    /// <remarks>
    /// Calls wait for the connection within their deadlines. <see cref="ConnectionChanges"/> says how the connecting
    /// goes, <see cref="RegistrationChanges"/> what becomes of the ids.
    /// </remarks>
    /// <param name="address">
    /// <c>ws://host:port/path</c>, <c>wss://…</c>, <c>tcp://host:port</c> or <c>unix:///path</c>.
    /// </param>
    /// <param name="configure">Sets options.</param>
    /// <param name="prepare">
    /// Is given the client before it connects: to register controllers, so that nobody finds it without them.
    /// </param>
    /// <returns>The client.</returns>
    /// <exception cref="ArgumentException">The address or an option is wrong; the message says which.</exception>
    public static PeerClient Start(
        string address, Action<PeerClientOptions>? configure = null, Action<PeerClient>? prepare = null) =>
        Start(new Uri(address), configure, prepare);

    /// <inheritdoc cref="Start(string, Action{PeerClientOptions}?, Action{PeerClient}?)"/>
    public static PeerClient Start(
        Uri address, Action<PeerClientOptions>? configure = null, Action<PeerClient>? prepare = null)
    {
        var options = new PeerClientOptions { Address = address };
        configure?.Invoke(options);
        var client = new PeerClient(options);
        prepare?.Invoke(client);
        client.StartConnecting();
        return client;
    }

    /// <summary>A peer by its id. Sends nothing; a peer that does not exist is noticed by the first call.</summary>
    /// <param name="peerId">The id.</param>
    /// <returns>The peer.</returns>
    /// <exception cref="ArgumentException">It is not a peer id.</exception>
    public RemotePeer Peer(string peerId)
    {
        PeerIdSyntax.Check(peerId);
        return new RemotePeer(this, _services.Outgoing, peerId, _services.CallSettings);
    }

    /// <summary>Any of the peers that say that they can do something: each call goes to one of them.</summary>
    /// <param name="capability">What they tell with <see cref="PeerDirectory.PublishAsync"/>.</param>
    /// <returns>The peers.</returns>
    public AnyPeer AnyPeer(string capability) => AnyPeer(PeerPools.FilterOf(capability));

    /// <summary>Any of the peers that match a filter: each call goes to one of them.</summary>
    /// <param name="filter">The filter.</param>
    /// <returns>The peers.</returns>
    public AnyPeer AnyPeer(PeerFilter filter) =>
        new(_parts.Pools.Get(filter), _services.CallSettings, PoolOrder.LeastInFlight);

    /// <summary>All peers that say that they can do something, to ask every one of them.</summary>
    /// <param name="capability">What they tell with <see cref="PeerDirectory.PublishAsync"/>.</param>
    /// <returns>The peers.</returns>
    public AllPeers AllPeers(string capability) => AllPeers(PeerPools.FilterOf(capability));

    /// <summary>All peers that match a filter, to ask every one of them.</summary>
    /// <param name="filter">The filter.</param>
    /// <returns>The peers.</returns>
    public AllPeers AllPeers(PeerFilter filter) => new(this, _parts.Pools.Get(filter), _services.CallSettings);

    /// <summary>A group of peers by its name. Sends nothing; there is a group as soon as somebody joins it.</summary>
    /// <param name="name">
    /// 1 to 128 bytes of UTF-8 without control characters. Two names are the same if all of their bytes are.
    /// </param>
    /// <returns>The group.</returns>
    /// <exception cref="ArgumentException">It cannot be the name of a group.</exception>
    public PeerGroup Group(string name) => _parts.Groups.Get(name);

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
        return _parts.Ids.RegisterAsync(peerId, cancellationToken);
    }

    /// <summary>
    /// Gives a peer id up; links that others have opened to it end, and what it was a member of it is not any more. One
    /// that <see cref="PeerClientOptions.PeerIds"/> names is not tried any more, either.
    /// </summary>
    /// <param name="peerId">An id that this client has registered, or wants.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <returns>A task that ends when the broker has let go of the id.</returns>
    public Task UnregisterPeerAsync(string peerId, CancellationToken cancellationToken = default) =>
        _parts.UnregisterAsync(peerId, cancellationToken);

    /// <summary>What this client has done since it was made, without the framework's own calls.</summary>
    /// <returns>A snapshot.</returns>
    public PeerStatistics GetStatistics() => _services.ReadStatistics();

    /// <summary>
    /// Leaves: says goodbye to the broker and to every peer, ends what is under way, and closes the connection.
    /// </summary>
    /// <returns>A task that ends when the connection is closed.</returns>
    public ValueTask DisposeAsync() => _parts.DisposeAsync();

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
        if (_parts.Ids.States.Registered.Count > 0)
            _parts.Description.PublishSoon();
    }

    internal Task ConnectAsync(CancellationToken cancellationToken) => _parts.ConnectAsync(cancellationToken);

    /// <summary>Connects in the background, and registers what is wanted, however long it takes.</summary>
    internal void StartConnecting() => _parts.Start();
}
