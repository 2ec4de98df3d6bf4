using PeerRpc.CodeGeneration;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Calls;

/// <summary>Sends the calls of one proxy: to one peer, to the controller at one path.</summary>
/// <param name="source">The link.</param>
/// <param name="path">The path.</param>
/// <param name="settings">What holds for every call.</param>
internal sealed class RemoteInvoker(IOutgoingCallSource source, string path, RemoteCallSettings settings) : PeerInvoker
{
    // A link may end between being found and being used; then the call goes to the next one.
    private const int MostLinks = 3;

    public override PeerSerializer Serializer => settings.Serializer;

    public IOutgoingCallFilter[] Filters => settings.Filters;

    public string TargetId => source.TargetId;

    public override PeerRemoteMethod<TResult> Bind<TResult>(PeerMethod method, PeerCodec<TResult> result) =>
        new RemoteMethod<TResult>(this, new CallTarget(path, method), result);

    public override PeerRemoteMethod<Nothing> Bind(PeerMethod method) =>
        new RemoteMethod<Nothing>(this, new CallTarget(path, method), null);

    /// <summary>Starts a call on the link.</summary>
    /// <exception cref="PeerRpcException">It could not be started; it was certainly not executed.</exception>
    public void Start(PendingCall call, PeerArguments arguments, RequestFlags flags)
    {
        call.WatchToken();
        TimeSpan timeout = settings.Deadline;
        if (PeerCall.Current is { } current)
        {
            flags |= RequestFlags.Nested;
            timeout = Smaller(timeout, current.Deadline - settings.Time.GetUtcNow());
        }
        if (timeout != Timeout.InfiniteTimeSpan && timeout <= TimeSpan.Zero)
            throw new PeerDeadlineExceededException($"The deadline passed before {call.Method} was sent.", Executed.No);
        call.CancellationToken.ThrowIfCancellationRequested();
        for (int i = 0; i < MostLinks; i++)
        {
            if (source.GetCalls().TryStart(call, arguments, timeout, flags))
                return;
        }
        throw new PeerRpcException(PeerErrorCode.Unavailable, $"The link to '{source.TargetId}' keeps ending.");
    }

    private static TimeSpan Smaller(TimeSpan timeout, TimeSpan? rest)
    {
        if (rest is null || (timeout != Timeout.InfiniteTimeSpan && rest >= timeout))
            return timeout;
        // A rest of minus one millisecond must not be taken for no deadline at all.
        return rest > TimeSpan.Zero ? rest.Value : TimeSpan.Zero;
    }
}
