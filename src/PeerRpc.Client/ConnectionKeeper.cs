using Microsoft.Extensions.Logging;
using PeerRpc.Client.Connections;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Endpoints;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;

namespace PeerRpc.Client;

/// <summary>Keeps a client connected: one connection after another, until the client is disposed or gives up.</summary>
/// <remarks>
/// 1. A connection carries the links from when it is made: those that waited resume at once, those that call as an id
/// of this client as soon as the id is registered again. 2. When it ends, the links are without a path, and calls wait.
/// 3. The next attempts follow with full jitter, each at the next address, with a fresh token. 4. A broker that drains
/// is left for another one, at a random moment, before it closes; if there is none yet, the client stays until it does.
/// </remarks>
internal sealed partial class ConnectionKeeper : IAsyncDisposable
{
    private readonly PeerClientOptions _options;
    private readonly BrokerConnector _connector;
    private readonly OutgoingLinks _outgoing;
    private readonly IncomingLinks _incoming;
    private readonly PeerIds _ids;
    private readonly ReconnectDelays _delays;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new(); // guards _connection, _running and _stopped
    private BrokerConnection? _connection;
    private Task _running = Task.CompletedTask;
    private bool _stopped;
    private bool _wasConnected; // the loop's, as the next
    private Task _retired = Task.CompletedTask;

    public ConnectionKeeper(
        PeerClientOptions options, Guid instance, OutgoingLinks outgoing, IncomingLinks incoming, PeerIds ids,
        ILogger logger)
    {
        _options = options;
        _outgoing = outgoing;
        _incoming = incoming;
        _ids = ids;
        _logger = logger;
        _connector = new BrokerConnector(options, instance, incoming, () => outgoing.HasCalls);
        _delays = new ReconnectDelays(options.ReconnectDelay, options.MaxReconnectDelay, options.Random);
        States = new ConnectionStates(logger);
        Closed = new DeferredCompletion<bool>(options.Work);
    }

    public ConnectionStates States { get; }

    /// <summary>How long the broker keeps ids for those on their way back; zero before there is one.</summary>
    public TimeSpan ResumeWindow { get; private set; }

    /// <summary>Completes when there will be no other connection.</summary>
    public DeferredCompletion<bool> Closed { get; }

    /// <summary>Makes the first connection, and keeps the client connected from then on.</summary>
    /// <exception cref="PeerRpcException">The broker could not be reached, or refused.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        BrokerConnection connection =
            await _connector.ConnectAnywhereAsync(cancellationToken).ConfigureAwait(false);
        Start(connection);
    }

    /// <summary>Keeps the client connected from now on.</summary>
    /// <param name="first">The first connection; null to make one.</param>
    public void Start(BrokerConnection? first)
    {
        lock (_gate)
        {
            if (!_stopped)
            {
                _running = RunApart(first);
                return;
            }
        }
        first?.Frames.Close(GoodbyeFrame.Leaving);
        ObjectDisposedException.ThrowIf(true, typeof(PeerClient));
    }

    /// <summary>Leaves: closes the connection, and makes no other one.</summary>
    public async ValueTask DisposeAsync()
    {
        if (TryStop(out Task running))
        {
            _stopping.Fire();
            await running.ConfigureAwait(false);
            await _retired.ConfigureAwait(false);
            _stopping.Dispose();
            States.Change(PeerConnectionState.Closed, "The client was disposed.");
            Closed.TryComplete(true);
        }
        await Closed.Task.Branch().ConfigureAwait(false);
    }

    private bool TryStop(out Task running)
    {
        lock (_gate)
        {
            running = _running;
            if (_stopped)
                return false;
            _stopped = true;
            _connection?.Frames.Close(GoodbyeFrame.Leaving);
            return true;
        }
    }

    // The loop has nothing to do with the call or the trace within which it happens to begin.
    private Task RunApart(BrokerConnection? first)
    {
        if (ExecutionContext.IsFlowSuppressed())
            return RunAsync(first);
        using (ExecutionContext.SuppressFlow())
            return RunAsync(first);
    }

    private async Task RunAsync(BrokerConnection? connection)
    {
        string reason = "";
        while (!_stopping.IsCancellationRequested || connection is not null)
        {
            if ((connection ?? await ConnectAgainAsync(reason).ConfigureAwait(false)) is not { } current)
                return;
            (connection, reason) = await ServeAsync(current).ConfigureAwait(false);
        }
    }

    private async Task<(BrokerConnection? Next, string Reason)> ServeAsync(BrokerConnection connection)
    {
        using var over = new CancellationTokenSource();
        Task registering = Attach(connection, over.Token);
        Task first = await Task.WhenAny(connection.Ended, connection.Draining).ConfigureAwait(false);
        BrokerConnection? next = first == connection.Ended
            ? null
            : await MoveAwayAsync(connection, await connection.Draining.ConfigureAwait(false)).ConfigureAwait(false);
        string reason = "The client has moved to another connection.";
        if (next is null)
        {
            ConnectionEnd end = await connection.Ended.ConfigureAwait(false);
            reason = end.ToString();
            if (end.Bug is { } bug)
                Log.Failed(_logger, bug);
        }
        over.Fire();
        Detach(connection, reason);
        await registering.ConfigureAwait(false);
        return (next, reason);
    }

    private Task Attach(BrokerConnection connection, CancellationToken over)
    {
        lock (_gate)
        {
            _connection = connection;
            if (_stopped)
                connection.Frames.Close(GoodbyeFrame.Leaving);
        }
        _wasConnected = true;
        _delays.Reset();
        ConnectionDiagnostics.CountOpen(1);
        WelcomeFrame welcome = connection.Welcome;
        Log.Connected(_logger, connection.Address, welcome.Session);
        ResumeWindow = welcome.ResumeWindow;
        _incoming.MayBeAway = welcome.ResumeWindow > TimeSpan.Zero
            ? welcome.ResumeWindow + welcome.DeadAfter
            : TimeSpan.Zero;
        IReadOnlyList<string> ids = _ids.States.Begin();
        _outgoing.Connect(connection.Opener, welcome.ResumeWindow, ids);
        return RegisterAsync(connection, ids, over);
    }

    private async Task RegisterAsync(BrokerConnection connection, IReadOnlyList<string> ids, CancellationToken over)
    {
        await _ids.RegisterAgainAsync(ids, _outgoing.StopAwaiting, connection.Welcome.ResumeWindow, over)
            .ConfigureAwait(false);
        if (!over.IsCancellationRequested)
            States.Change(PeerConnectionState.Connected, $"Connected to {connection.Address}.");
    }

    // The links first: what this side has lost must not look as if the peers had left.
    private void Detach(BrokerConnection connection, string reason)
    {
        ConnectionDiagnostics.CountOpen(-1);
        _outgoing.Disconnect(reason);
        _incoming.Disconnect();
        connection.Routes.EndAll(CloseReason.ConnectionLost, reason);
        if (!_stopping.IsCancellationRequested)
            Log.ConnectionEnded(_logger, reason);
    }

    private async Task<BrokerConnection?> ConnectAgainAsync(string reason)
    {
        long since = _options.TimeProvider.GetTimestamp();
        TimeSpan? advice = null;
        do
        {
            try
            {
                if (_wasConnected || advice is not null)
                    await WaitAsync(advice, reason).ConfigureAwait(false);
                return await _connector.ConnectAsync(_stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return null;
            }
            catch (PeerRpcException failure)
            {
                advice = failure.RetryAfter ?? TimeSpan.Zero;
                reason = failure.Message;
                Log.TryingAgain(_logger, failure.Code, reason);
            }
        }
        while (_options.GiveUpAfter == Timeout.InfiniteTimeSpan
            || _options.TimeProvider.GetElapsedTime(since) <= _options.GiveUpAfter);
        GiveUp(reason);
        return null;
    }

    private Task WaitAsync(TimeSpan? advice, string reason)
    {
        PeerConnectionState state =
            _wasConnected ? PeerConnectionState.Reconnecting : PeerConnectionState.Connecting;
        States.Change(state, reason);
        return _options.Work.DelayAsync(_delays.Next(advice), _options.TimeProvider, _stopping.Token);
    }

    private void GiveUp(string reason)
    {
        LinkError lost = LinkErrors.Lost($"The client has given up connecting: {reason}");
        _outgoing.Close(lost);
        _incoming.Close(lost);
        Log.GivenUp(_logger, _options.GiveUpAfter, reason);
        States.Change(PeerConnectionState.Closed, reason);
        Closed.TryComplete(true);
    }

    // Before the old connection goes there is a new one, if anybody takes it: then nothing pauses but for a moment.
    private async Task<BrokerConnection?> MoveAwayAsync(BrokerConnection connection, DrainFrame drain)
    {
        Log.Draining(_logger, drain.Grace, drain.Message);
        try
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            Task moment = _options.Work.DelayAsync(
                drain.Spread * _options.Random.NextDouble(), _options.TimeProvider, over.Token);
            Task first = await Task.WhenAny(moment, connection.Ended).ConfigureAwait(false);
            over.Fire();
            if (first == connection.Ended || _stopping.IsCancellationRequested)
                return null;
            _connector.PreferAnother();
            BrokerConnection next = await _connector.ConnectAsync(_stopping.Token).ConfigureAwait(false);
            connection.Frames.Close(new GoodbyeFrame(PeerErrorCode.Unavailable, default, "The client moves away."));
            _retired = Task.WhenAll(_retired, connection.Ended);
            return next;
        }
        catch (Exception exception) when (exception is PeerRpcException or OperationCanceledException)
        {
            Log.Stays(_logger, exception.Message);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(201, LogLevel.Information, "Connected to the broker at {Address} as session {Session}.")]
        public static partial void Connected(ILogger logger, Uri address, string session);

        [LoggerMessage(202, LogLevel.Warning, "The connection to the broker ended: {Reason}")]
        public static partial void ConnectionEnded(ILogger logger, string reason);

        [LoggerMessage(
            220, LogLevel.Error, "A frame could not be handled, so the connection was ended: this is a bug.")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(203, LogLevel.Debug, "Connecting failed with {Code} and will be tried again: {Reason}")]
        public static partial void TryingAgain(ILogger logger, PeerErrorCode code, string reason);

        [LoggerMessage(204, LogLevel.Information, "The broker stops within {Grace}: {Message}")]
        public static partial void Draining(ILogger logger, TimeSpan grace, string message);

        [LoggerMessage(205, LogLevel.Debug, "There is no other broker yet, so the client stays: {Reason}")]
        public static partial void Stays(ILogger logger, string reason);

        [LoggerMessage(208, LogLevel.Error, "Gave up connecting after {GiveUpAfter}: {Reason}")]
        public static partial void GivenUp(ILogger logger, TimeSpan giveUpAfter, string reason);
    }
}
