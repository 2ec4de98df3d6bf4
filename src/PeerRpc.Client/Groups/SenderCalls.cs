using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Extensions.Logging;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Endpoints;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Groups;
using PeerRpc.Core.Links;

namespace PeerRpc.Client.Groups;

/// <summary>The calls that come from one sender by way of one group.</summary>
/// <remarks>
/// They are served as those of a link, by the end of a link to which this class is the other side: so they meet the
/// same filters, scopes, checks and traces, and start in their order. What comes back is an answer to each, which says
/// that there is room for another one, and reaches nobody.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "Its end disposes of it, which the last call brings about.")]
internal sealed partial class SenderCalls : ILinkPath, IWorkSink, IThreadPoolWorkItem
{
    // Several of the largest messages that a group can have.
    private const int Window = 8 * 1024 * 1024;

    private const ulong Unlimited = long.MaxValue;

    private readonly LinkEnd _end;
    private readonly ControllerTable _controllers;
    private readonly WorkScheduler _work;
    private readonly ILogger _logger;
    private readonly Action _answered;
    private readonly PrincipalStamp _stamp;
    private StampedClaim[]? _claims; // as they came last: mostly the very same
    private MethodTarget? _target; // of the last call, which mostly is that of the next
    private readonly Lock _gate = new(); // guards the feeding, and is taken before that of the link
    private IThreadPoolWorkItem? _started;
    private ulong _fed;
    private int _running;
    private volatile bool _isRetired;

    /// <param name="identity">Names the calls.</param>
    /// <param name="key">The group, the member and the sender.</param>
    /// <param name="first">A message of the sender.</param>
    /// <param name="services">What calls are served with.</param>
    /// <param name="settings">The sizes.</param>
    /// <param name="answered">Told of each call that is over.</param>
    public SenderCalls(
        CallIdentity identity, SenderKey key, GroupDelivery first, CallServices services, LinkSettings settings,
        Action answered)
    {
        _work = services.Work;
        _controllers = services.Controllers;
        _logger = services.Logger;
        _answered = answered;
        _stamp = new PrincipalStamp("", first.AuthenticationType ?? "", first.Claims ?? []);
        _claims = first.Claims;
        var caller = new CallerIdentity(key.Sender.Length > 0 ? key.Sender : null, key.Member, null, _stamp)
        {
            Group = key.Group,
        };
        _end = new LinkEnd(identity, caller, isOpener: false, services, SettingsOf(settings));
        var hello = new LinkHello(
            LinkHelloForm.Open, identity.Instance, identity.Number, 0, new byte[LinkHello.NonceLength], 0, 0, Unlimited,
            Unlimited, settings.Limits, [services.Serializer.Name], default);
        _end.TryAttach(this, hello);
    }

    /// <summary>Whether none of its calls runs.</summary>
    public bool IsIdle => Volatile.Read(ref _running) == 0;

    /// <summary>Whether a message is of the same sender, as the broker stamped it.</summary>
    public bool IsOf(GroupDelivery message)
    {
        if ((message.AuthenticationType ?? "") != _stamp.AuthenticationType)
            return false;
        if (!ReferenceEquals(message.Claims, _claims) && !(message.Claims ?? []).SequenceEqual(_stamp.Claims))
            return false;
        _claims = message.Claims;
        return true;
    }

    /// <summary>Counts a call that is about to be served.</summary>
    public void Begin() => Interlocked.Increment(ref _running);

    /// <summary>Has a call served that has begun.</summary>
    public void Serve(GroupDelivery message)
    {
        string? fault = "Its path or its method's name is too long.";
        if (TargetOf(message) is { } target)
        {
            if (!IsForGroups(target))
            {
                Log.NotServed(_logger, PeerErrorCode.MethodNotFound, "Groups call one-way methods only.");
                OnAnswered();
                return;
            }
            IThreadPoolWorkItem? started;
            lock (_gate)
            {
                fault = Feed(message, target);
                (started, _started) = (_started, null);
            }
            // Here, because nothing is held that the method could wait for, and another thread would cost more than it.
            started?.Execute();
        }
        if (fault is null)
            return;
        Log.Malformed(_logger, message.Sender, fault);
        OnAnswered();
    }

    /// <summary>No further call begins; it ends with the last one that runs.</summary>
    public void Retire()
    {
        _isRetired = true;
        if (IsIdle)
            End();
    }

    void IThreadPoolWorkItem.Execute() => End();

    // A request starts one thing at most; anything else has time.
    void IWorkSink.Defer(IThreadPoolWorkItem work)
    {
        if (_started is null)
            _started = work;
        else
            _work.Defer(work);
    }

    /// <summary>Nobody is served any more; the tokens of what runs fire.</summary>
    public void End() => _end.End((executed, id) =>
        new PeerRpcException(PeerErrorCode.ConnectionLost, "The group was left.", executed) { CorrelationId = id });

    bool ILinkPath.TryWrite(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, IRoomWaiter waiter)
    {
        LinkFrameKind kind = LinkFrameHeader.Read(head).Kind;
        if (kind == LinkFrameKind.Fault && FaultFrame.Read([.. head[LinkFrameHeader.Size..], .. tail]) is { } fault)
            Log.NotServed(_logger, fault.Code, fault.Message);
        if (kind is LinkFrameKind.Response or LinkFrameKind.Fault)
            OnAnswered();
        return true;
    }

    void ILinkPath.WaitForTurn(IRoomWaiter waiter)
    {
    }

    void ILinkPath.Flush()
    {
    }

    void ILinkPath.ScheduleFlush()
    {
    }

    void ILinkPath.Close(CloseReason reason, string message) => End();

    private static bool IsName(string name) => Encoding.UTF8.GetByteCount(name) is > 0 and <= WireLimits.Name;

    private static LinkSettings SettingsOf(LinkSettings settings) => settings with
    {
        Resumes = false,
        Window = Window,
        WindowBesideCalls = Window,
        BusyWindow = Window,
        LargestWindow = Window,
        Limits = settings.Limits with { Message = Window / 2 },
    };

    private void OnAnswered()
    {
        _answered();
        // Not here, because this is the link's own thread, and in the middle of something.
        if (Interlocked.Decrement(ref _running) == 0 && _isRetired)
            _work.Defer(this);
    }

    // The sender's proxy sends nothing else, but a sender need not use one. What is not found is refused as any call.
    private bool IsForGroups(byte[] target) =>
        _controllers.Find(target) is not { } found || found.Method.Kind == PeerMethodKind.OneWay;

    // Null if what it is called is no name.
    private byte[]? TargetOf(GroupDelivery message)
    {
        if (_target is { } known && known.Path == message.Path && known.Method == message.Method)
            return known.Encoded;
        if (!IsName(message.Path) || !IsName(message.Method))
            return null;
        byte[] encoded = CallTarget.Encode(message.Path, message.Method);
        _target = new MethodTarget(message.Path, message.Method, encoded);
        return encoded;
    }

    private string? Feed(GroupDelivery message, byte[] target)
    {
        var request = new RequestHead
        {
            Id = ++_fed,
            Flags = RequestFlags.OneWay,
            Target = target,
            Signature = message.Signature,
        };
        byte[] frame = ArrayPool<byte>.Shared.Rent(request.MaxSize + message.Payload.Length);
        int head = request.Write(frame);
        message.Payload.CopyTo(frame.AsSpan(head));
        int length = head + message.Payload.Length;
        new LinkFrameHeader(LinkFrameKind.Request, length - LinkFrameHeader.Size).Write(frame);
        string? fault = _end.Link.OnData(this, frame.AsSpan(0, length), this);
        ArrayPool<byte>.Shared.Return(frame);
        return fault;
    }

    private sealed record MethodTarget(string Path, string Method, byte[] Encoded);

    private static partial class Log
    {
        [LoggerMessage(215, LogLevel.Debug, "A call to a group was not served here ({Code}): {Reason}")]
        public static partial void NotServed(ILogger logger, PeerErrorCode code, string reason);

        [LoggerMessage(216, LogLevel.Warning, "A call of {Sender} to a group is malformed: {Reason}")]
        public static partial void Malformed(ILogger logger, string sender, string reason);
    }
}
