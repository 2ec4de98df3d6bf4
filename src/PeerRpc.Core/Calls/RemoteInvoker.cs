using PeerRpc.CodeGeneration;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Calls;

/// <summary>Sends the calls of one proxy: to one peer, to one controller or object.</summary>
/// <param name="source">The link.</param>
/// <param name="address">The controller or object.</param>
/// <param name="settings">What holds for every call.</param>
internal sealed class RemoteInvoker(
    IOutgoingCallSource source, CallAddress address, RemoteCallSettings settings) : PeerInvoker
{
    // A link may end between being found and being used; then the call goes to the next one. If that ends as well, each
    // new one is refused before this thread has run on, and what is said of the last one is the answer.
    private const int MostLinks = 3;

    public override PeerSerializer Serializer => settings.Serializer;

    public IOutgoingCallFilter[] Filters => settings.Filters;

    public string TargetId => source.TargetId;

    public TimeProvider Time => settings.Time;

    public override PeerRemoteMethod<TResult> Bind<TResult>(PeerMethod method, PeerCodec<TResult> result) =>
        new RemoteMethod<TResult>(this, new CallTarget(address, method), result);

    public override PeerRemoteMethod<Nothing> Bind(PeerMethod method) =>
        new RemoteMethod<Nothing>(this, new CallTarget(address, method), null);

    public override ValueTask ReleaseAsync()
    {
        address.Reference?.Release();
        return default;
    }

    /// <summary>Starts a call on the link. One that cannot be started fails; it was certainly not executed.</summary>
    public void Start(PendingCall call, PeerArguments arguments, RequestFlags flags) =>
        Start(call, arguments, flags, TimeoutOf(call.Method));

    /// <summary>Starts a call on the link that may take as long as this, in the same way.</summary>
    public void Start(PendingCall call, PeerArguments arguments, RequestFlags flags, TimeSpan timeout)
    {
        try
        {
            StartOnLink(call, arguments, flags, timeout);
        }
        catch (PeerRpcException failure)
        {
            call.Abandon(failure, settings.Counts);
        }
        catch (OperationCanceledException)
        {
            call.Abandon(
                new PeerCallCanceledException(
                    "The call was cancelled before it was sent.", Executed.No, "", call.CancellationToken),
                settings.Counts);
        }
    }

    /// <summary>The attempts at a call of an idempotent method.</summary>
    public CallRepetition Repeat(PeerMethod method) => new(settings, TimeoutOf(method));

    private void StartOnLink(PendingCall call, PeerArguments arguments, RequestFlags flags, TimeSpan timeout)
    {
        ObjectDisposedException.ThrowIf(address.Reference is { IsReleased: true }, this);
        call.WaitsForPeer = settings.WaitsForPeer;
        call.WatchToken();
        if (PeerCall.Current is { } current)
        {
            flags |= RequestFlags.Nested;
            timeout = Smaller(timeout, current.Deadline - settings.Time.GetUtcNow());
        }
        if (timeout != Timeout.InfiniteTimeSpan && timeout <= TimeSpan.Zero)
            throw new PeerDeadlineExceededException($"The deadline passed before {call.Method} was sent.", Executed.No);
        call.CancellationToken.ThrowIfCancellationRequested();
        for (int left = MostLinks; ; left--)
        {
            OutgoingCalls link = source.GetCalls();
            if (link.TryStart(call, arguments, timeout, flags))
                return;
            if (left == 1)
                throw link.NotStarted;
        }
    }

    // A stream may last as long as it likes, and so may a call that waits for one.
    private TimeSpan TimeoutOf(PeerMethod method) =>
        method.CarriesStreams && !settings.IsOwnDeadline ? Timeout.InfiniteTimeSpan : settings.Deadline;

    private static TimeSpan Smaller(TimeSpan timeout, TimeSpan? rest)
    {
        if (rest is null || (timeout != Timeout.InfiniteTimeSpan && rest >= timeout))
            return timeout;
        // A rest of minus one millisecond must not be taken for no deadline at all.
        return rest > TimeSpan.Zero ? rest.Value : TimeSpan.Zero;
    }
}
