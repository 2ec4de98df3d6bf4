using System.Security.Claims;
using PeerRpc.Broker.Principals;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Handshakes;

/// <summary>The first frames of a connection, up to the moment when its client is known.</summary>
/// <remarks>
/// 1. The first frame must be Hello, with a version in common. 2. If a token follows, the next must be Authenticate;
/// the token is checked off the read pump. 3. No other frame may come before Welcome, because until then none can be
/// judged. 4. The client is handed over, and every later frame goes to the sink that was given back for it. 5. When the
/// time is up, the connection is closed; a verdict that comes later changes nothing.
/// </remarks>
internal sealed class Handshake : IFrameSink, IDisposable
{
    private readonly FrameConnection _connection;
    private readonly ClaimsPrincipal _transportPrincipal;
    private readonly IHandshakeOwner _owner;
    private readonly TimeSpan _timeout;
    private ITimer? _timer; // null once the client is known: it would be kept for as long as the connection lives
    private CancellationTokenSource? _over = new(); // null once the client is known, like the timer
    private CancellationToken _overToken;
    private Step _step; // the read pump's
    private int _decided;

    /// <summary>Begins to wait for the client's Hello.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="transportPrincipal">Who the client is unless it sends a token.</param>
    /// <param name="owner">Checks tokens and takes clients over.</param>
    /// <param name="timeout">How long the handshake may take.</param>
    /// <param name="time">The clock.</param>
    public Handshake(
        FrameConnection connection, ClaimsPrincipal transportPrincipal, IHandshakeOwner owner, TimeSpan timeout,
        TimeProvider time)
    {
        _connection = connection;
        _transportPrincipal = transportPrincipal;
        _owner = owner;
        _overToken = _over.Token;
        _timeout = timeout;
        _timer = time.CreateTimer(
            static state => ((Handshake)state!).OnTimeout(), this, timeout, Timeout.InfiniteTimeSpan);
    }

    private enum Step
    {
        Hello,
        Token,
        Verdict,
    }

    public GoodbyeFrame? OnFrame(FrameHeader header, ReadOnlySpan<byte> body)
    {
        GoodbyeFrame? fault = _step switch
        {
            Step.Hello => OnHello(header, body),
            Step.Token => OnToken(header, body),
            _ => GoodbyeFrame.ProtocolError("A frame arrived before Welcome was sent."),
        };
        return fault is not null && TryDecide() ? fault : null;
    }

    public void OnBatchEnd()
    {
    }

    /// <summary>The connection has ended.</summary>
    public void Dispose()
    {
        TryDecide();
        StopTimer();
        CancellationTokenSource? over = Interlocked.Exchange(ref _over, null);
        over?.Cancel();
        over?.Dispose();
    }

    private GoodbyeFrame? OnHello(FrameHeader header, ReadOnlySpan<byte> body)
    {
        if (header.Kind != FrameKind.Hello || header.Label != 0)
            return GoodbyeFrame.ProtocolError("The first frame must be Hello.");
        if (!HelloFrame.TryRead(body, out HelloFrame hello))
            return GoodbyeFrame.ProtocolError("Hello could not be read; is this a PeerRpc client?");
        if (hello.MinVersion > HelloFrame.Version || hello.MaxVersion < HelloFrame.Version)
        {
            return GoodbyeFrame.ProtocolError(
                $"No protocol version in common: the client speaks {hello.MinVersion} to {hello.MaxVersion}, " +
                $"the broker speaks {HelloFrame.Version} to {HelloFrame.Version}.");
        }
        _step = hello.TokenFollows ? Step.Token : Step.Verdict;
        if (!hello.TokenFollows)
            Accept(_transportPrincipal);
        return null;
    }

    private GoodbyeFrame? OnToken(FrameHeader header, ReadOnlySpan<byte> body)
    {
        if (header.Kind != FrameKind.Authenticate || header.Label != 0)
            return GoodbyeFrame.ProtocolError("Hello announced a token, but the next frame is not Authenticate.");
        if (!AuthenticateFrame.TryRead(body, out AuthenticateFrame frame))
            return GoodbyeFrame.ProtocolError("Authenticate could not be read.");
        _step = Step.Verdict;
        _connection.Defer(new TokenCheck(this, frame));
        return null;
    }

    private async Task CheckAsync(AuthenticateFrame frame)
    {
        TokenOutcome outcome = await _owner.AuthenticateAsync(frame, _overToken);
        if (outcome.Principal is { } principal)
            Accept(principal);
        else
            Refuse(outcome.Refusal!);
        _connection.Flush();
    }

    private void Accept(ClaimsPrincipal principal)
    {
        if (!TryDecide())
            return;
        StopTimer();
        Interlocked.Exchange(ref _over, null)?.Dispose();
        _overToken = default;
        if (_owner.Accept(principal) is not { } next)
            return;
        _connection.HandOver(next);
        _owner.Welcome();
    }

    private void OnTimeout() => Refuse(new GoodbyeFrame(
        PeerErrorCode.Unauthenticated, default, $"The handshake took longer than {_timeout}."));

    private void StopTimer() => Interlocked.Exchange(ref _timer, null)?.Dispose();

    private void Refuse(GoodbyeFrame reason)
    {
        if (!TryDecide())
            return;
        _connection.Close(reason);
    }

    private bool TryDecide() => Interlocked.Exchange(ref _decided, 1) == 0;

    private sealed class TokenCheck(Handshake handshake, AuthenticateFrame frame) : IThreadPoolWorkItem
    {
        public void Execute() => _ = handshake.CheckAsync(frame);
    }
}
