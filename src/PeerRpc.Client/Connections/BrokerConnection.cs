using System.Diagnostics;
using System.Reflection;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Routes;
using PeerRpc.Core.Transports;

namespace PeerRpc.Client.Connections;

/// <summary>One connection of a client to its broker, from the hello to the goodbye.</summary>
internal sealed class BrokerConnection : IFrameSink, IDisposable
{
    private static readonly string Agent = $"PeerRpc.NET/{typeof(BrokerConnection).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}";

    // What a client holds back for its broker, in bytes, before it takes the connection for dead.
    private const int QueueLimit = 8 * 1024 * 1024;

    private readonly DeferredCompletion<WelcomeFrame> _welcome;
    private readonly DeferredCompletion<DrainFrame> _draining;
    private readonly ConnectionSettings _settings;
    private readonly Lock _gate = new(); // guards _liveness and _over
    private Liveness? _liveness;
    private Task<ConnectionEnd>? _ended;
    private bool _over;
    private bool _welcomed;

    private BrokerConnection(PeerTransport transport, IRouteAcceptor acceptor, ConnectionSettings settings)
    {
        _settings = settings;
        Frames = new FrameConnection(transport, QueueLimit, settings.Time, settings.Work);
        _welcome = new DeferredCompletion<WelcomeFrame>(settings.Work);
        _draining = new DeferredCompletion<DrainFrame>(settings.Work);
        Routes = new RouteTable(Frames, acceptor);
    }

    public FrameConnection Frames { get; }

    public RouteTable Routes { get; }

    public Uri Address => _settings.Address;

    public WelcomeFrame Welcome { get; private set; }

    /// <summary>Opens routes over it; there once the broker has said welcome.</summary>
    public RouteOpener Opener => field ??= new RouteOpener(Routes, Frames, Welcome.MaxRoutes);

    /// <summary>Completes when the broker asks its clients to leave.</summary>
    public Task<DrainFrame> Draining => _draining.Task;

    /// <summary>Ends when the connection has, and tells how.</summary>
    public Task<ConnectionEnd> Ended =>
        _ended ?? throw new InvalidOperationException("The connection was not started.");

    /// <summary>Connects and says hello.</summary>
    /// <exception cref="PeerRpcException">The broker could not be reached, or refused.</exception>
    public static async Task<BrokerConnection> ConnectAsync(
        ConnectionSettings settings, IPeerConnector connector, Guid instance, IRouteAcceptor acceptor,
        CancellationToken cancellationToken)
    {
        Uri address = settings.Address;
        using var timeout = new CancellationTokenSource(settings.Timeout, settings.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using Activity? activity = ConnectionDiagnostics.StartConnecting(address);
        BrokerConnection? connection = null;
        try
        {
            string? token = settings.AccessToken is null
                ? null
                : await settings.AccessToken(both.Token).ConfigureAwait(false);
            ConnectedTransport connected =
                await connector.ConnectAsync(address, token, both.Token).ConfigureAwait(false);
            connection = new BrokerConnection(connected.Transport, acceptor, settings);
            await connection.HandshakeAsync(instance, connected.TokenSent ? null : token, both.Token)
                .ConfigureAwait(false);
            ConnectionDiagnostics.CountAttempt(PeerErrorCode.None);
            return connection;
        }
        catch (Exception exception)
        {
            // Whatever went wrong, a half-open connection must not be left behind.
            connection?.Frames.Abort();
            // Transports throw anything when they are cancelled: a socket, now and then, an error of its own.
            cancellationToken.ThrowIfCancellationRequested();
            PeerRpcException failure =
                exception as PeerRpcException ?? ToException(exception, address, settings.Timeout);
            ConnectionDiagnostics.CountAttempt(failure.Code);
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
            if (failure == exception)
                throw;
            throw failure;
        }
    }

    public GoodbyeFrame? OnFrame(FrameHeader header, ReadOnlySpan<byte> body)
    {
        if (!_welcomed)
            return OnWelcome(header, body);
        return header.Kind == FrameKind.Drain ? OnDrain(body) : Routes.OnFrame(header, body);
    }

    public void OnBatchEnd()
    {
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _over = true;
            _liveness?.Dispose();
        }
    }

    private async Task HandshakeAsync(Guid instance, string? token, CancellationToken cancellationToken)
    {
        Frames.Send(0, new HelloFrame(HelloFrame.Version, HelloFrame.Version, token is not null, instance, Agent));
        if (token is not null)
            Frames.Send(0, new AuthenticateFrame("Bearer", token));
        _ended = RunAsync();
        Task first = await Task.WhenAny(_welcome.Task, Ended).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (first == Ended)
            throw ToException(await Ended.ConfigureAwait(false));
        Welcome = await _welcome.Task.ConfigureAwait(false);
        lock (_gate)
        {
            // It may have ended since the welcome, and nobody would stop the timer then.
            if (!_over)
                _liveness = new Liveness(Frames, TimesOf(Welcome), _settings.Time, _settings.Work);
        }
    }

    private LivenessTimes TimesOf(WelcomeFrame welcome) =>
        LivenessTimes.OfClient(welcome.PingAfter, welcome.DeadAfter, _settings.HasCalls);

    private async Task<ConnectionEnd> RunAsync()
    {
        ConnectionEnd end = await Frames.RunAsync(this).ConfigureAwait(false);
        Dispose();
        return end;
    }

    private GoodbyeFrame? OnWelcome(FrameHeader header, ReadOnlySpan<byte> body)
    {
        if (header.Kind != FrameKind.Welcome || !WelcomeFrame.TryRead(body, out WelcomeFrame welcome)
            || welcome.Version != HelloFrame.Version
            || welcome.PingAfter <= TimeSpan.Zero || welcome.DeadAfter <= welcome.PingAfter)
            return GoodbyeFrame.ProtocolError(
                "The broker did not answer with a welcome of a version that is known here.");
        _welcomed = true;
        Frames.AcceptFullFrames();
        _welcome.TryComplete(welcome);
        return null;
    }

    private GoodbyeFrame? OnDrain(ReadOnlySpan<byte> body)
    {
        if (!DrainFrame.TryRead(body, out DrainFrame drain))
            return GoodbyeFrame.ProtocolError("A Drain frame cannot be read.");
        _draining.TryComplete(drain);
        return null;
    }

    private static PeerRpcException ToException(ConnectionEnd end) => new(
        end.Remote is { Code: not PeerErrorCode.None } ? end.Remote.Code : end.Local?.Code ?? PeerErrorCode.Unavailable,
        $"The broker closed the connection: {end}", Executed.No, PeerErrorOrigin.Broker, end.Error)
    {
        RetryAfter = end.Remote?.RetryAfter is { Ticks: > 0 } retryAfter ? retryAfter : null,
    };

    private static PeerRpcException ToException(Exception exception, Uri address, TimeSpan timeout)
    {
        if (exception is OperationCanceledException)
            return new PeerRpcException(
                PeerErrorCode.Unavailable,
                $"The broker at {address} did not answer within {timeout.TotalSeconds:F0} s.");
        return new PeerRpcException(
            PeerErrorCode.Unavailable, $"The broker at {address} could not be reached: {exception.Message}",
            Executed.No, PeerErrorOrigin.Caller, exception);
    }
}
