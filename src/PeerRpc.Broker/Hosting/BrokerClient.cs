using System.Security.Claims;
using PeerRpc.Broker.Handshakes;
using PeerRpc.Broker.Labels;
using PeerRpc.Broker.Principals;
using PeerRpc.Broker.Routing;
using PeerRpc.Broker.Sessions;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Transports;

namespace PeerRpc.Broker.Hosting;

/// <summary>One connection of a client, from its first byte to its last.</summary>
/// <remarks>
/// 1. A <see cref="Handshake"/> finds out who it is. 2. The client becomes a <see cref="BrokerSession"/> with a
/// <see cref="RouteSwitch"/>, and is welcomed. 3. When the connection ends, its ids are released first, so that nobody
/// finds it any more, and then its routes are closed.
/// </remarks>
internal sealed class BrokerClient : IHandshakeOwner, ISessionOwner, IDisposable
{
    private readonly BrokerServices _services;
    private readonly FrameConnection _connection;
    private readonly ClaimsPrincipal _transportPrincipal;
    private readonly string? _remoteAddress;
    private readonly HopLimits _limits;
    private readonly Lock _gate = new(); // guards everything below
    private bool _ended;
    private Handshake? _handshake; // null once the client is known: it would be kept for as long as the connection
    private BrokerSession? _session;
    private RouteSwitch? _routes;
    private Liveness? _liveness;

    public BrokerClient(
        BrokerServices services, PeerTransport transport, ClaimsPrincipal transportPrincipal, string? remoteAddress)
    {
        _services = services;
        _transportPrincipal = transportPrincipal;
        _remoteAddress = remoteAddress;
        PeerBrokerOptions options = services.Options.Value;
        _limits = new HopLimits(
            options.MaxRoutesPerConnection, options.MaxIncomingRoutesPerConnection, options.MaxQueueBytes);
        _connection = new FrameConnection(transport, _limits.QueueBytes, services.Time, services.Work);
    }

    /// <summary>The client's session; null until its handshake is done.</summary>
    public BrokerSession? Session => _session;

    /// <summary>Where it comes from, without a port; null if unknown.</summary>
    public string? RemoteAddress => _remoteAddress;

    /// <summary>What the connection is, for logs.</summary>
    public string Description => _connection.Description;

    /// <summary>Runs the connection until it ends; then <see cref="End"/> has to be called.</summary>
    public Task<ConnectionEnd> RunAsync()
    {
        _handshake = new Handshake(
            _connection, _transportPrincipal, this, _services.Options.Value.HandshakeTimeout, _services.Time);
        return _connection.RunAsync(_handshake);
    }

    /// <summary>Closes the connection, because the broker stops. For any thread.</summary>
    public void Stop() => _connection.Close(Farewells.Stopping);

    /// <summary>The connection has ended: lets go of what the client had.</summary>
    public void End(ConnectionEnd end)
    {
        lock (_gate)
            _ended = true;
        if (_session is null)
        {
            _services.Admission.LeaveHandshake(_remoteAddress);
            return;
        }
        _session.End();
        _services.Events.Disconnected(_session.View, end.ToString());
        _services.Registry.Release(_session, end.RemoteLeft);
        _routes!.End(end.RemoteLeft);
        _session.NoteReceived();
        _services.Sessions.Remove(_session);
        _services.Admission.Leave(_session.Stamp.Key);
        _session.View.End();
    }

    public void Dispose()
    {
        _handshake?.Dispose();
        _liveness?.Dispose();
    }

    Task<TokenOutcome> IHandshakeOwner.AuthenticateAsync(
        AuthenticateFrame frame, CancellationToken cancellationToken) =>
        _services.Tokens.AuthenticateAsync(frame, _remoteAddress, cancellationToken);

    IFrameSink? IHandshakeOwner.Accept(ClaimsPrincipal principal)
    {
        lock (_gate)
        {
            if (_ended)
                return null;
            if (_services.Sessions.IsClosed)
            {
                _connection.Close(Farewells.NotHere);
                return null;
            }
            BrokerSession session = MakeSession(principal);
            if (!_services.Admission.TryJoin(session.Stamp.Key))
            {
                _connection.Close(Farewells.TooManyOfPrincipal);
                return null;
            }
            _services.Admission.LeaveHandshake(_remoteAddress);
            _session = session;
            _handshake = null;
            _routes = new RouteSwitch(session, _services.Openings);
            return _routes;
        }
    }

    void IHandshakeOwner.Welcome()
    {
        PeerBrokerOptions options = _services.Options.Value;
        lock (_gate)
        {
            if (_ended)
                return;
            _connection.AcceptFullFrames();
            _liveness = new Liveness(_connection, _services.Liveness, _services.Time, _services.Work);
            _connection.Send(0, new WelcomeFrame(
                HelloFrame.Version, _services.Instance, _session!.View.Id, options.PingAfter, options.DeadAfter,
                options.ResumeWindow, (uint)options.MaxRoutesPerConnection));
            // Only now, so that nobody can send a client anything that would come before its Welcome.
            if (!_services.Sessions.TryAdd(_session))
                _connection.Close(Farewells.NotHere);
            else
                _services.Events.Connected(_session.View);
        }
        _connection.Flush();
    }

    private BrokerSession MakeSession(ClaimsPrincipal principal)
    {
        string id = _services.Random.NewGuid().ToString("N");
        string identity = PrincipalStamps.Identify(principal);
        var view = new PeerSession(
            id, principal, _remoteAddress, _connection, _services.Time.GetUtcNow());
        return new BrokerSession(
            view, _services.Stamps.Make(principal, identity, fallback: id), new Hop(_connection, _limits))
        {
            Identity = identity,
            Owner = this,
            Work = _services.Work,
        };
    }

    void ISessionOwner.CutOff(GoodbyeFrame reason)
    {
        _connection.Close(reason);
        // Not when the connection has ended, because the other side may not be there to end it.
        RouteClosing.EndAll(_session!.Hop, CloseReason.ConnectionLost, "The peer's connection was lost.",
            _services.Events.Counts);
    }
}
