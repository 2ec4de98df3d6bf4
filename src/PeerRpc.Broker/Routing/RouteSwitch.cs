using PeerRpc.Broker.Labels;
using PeerRpc.Broker.Sessions;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Routing;

/// <summary>
/// Handles the frames of one client after its handshake: switches labels, and keeps the rules of routes.
/// </summary>
/// <remarks>
/// 1. A data frame's label is looked up, and its body is copied into the other client's queue under the other label. 2.
/// Everything that a batch of frames touched is flushed once, at its end. 3. A request for a route is checked here and
/// decided off the read pump, by a <see cref="RouteOpening"/>. 4. CloseRoute is sent back at once; after a CloseRoute
/// of the broker's own, data of that label is discarded until the client sends it back, and is a fault from then on.
/// </remarks>
/// <param name="session">The client.</param>
/// <param name="openings">Decides about routes.</param>
internal sealed class RouteSwitch(BrokerSession session, RouteOpenings openings) : IFrameSink
{
    private readonly Hop _hop = session.Hop;
    private readonly ForwardCount _forwarded = session.Forwarded;
    private readonly TouchedHops _touched = new();

    public GoodbyeFrame? OnFrame(FrameHeader header, ReadOnlySpan<byte> body) => header.Kind switch
    {
        FrameKind.Data => OnData(header.Label, body),
        FrameKind.OpenRoute => OnOpenRoute(header.Label, body),
        FrameKind.RouteOpened => OnRouteOpened(header.Label, body),
        FrameKind.RouteRefused => OnRouteRefused(header.Label, body),
        FrameKind.CloseRoute => OnCloseRoute(header.Label, body),
        _ => GoodbyeFrame.ProtocolError($"A frame of kind {(int)header.Kind} does not belong here."),
    };

    public void OnBatchEnd()
    {
        _touched.Flush();
        session.NoteReceived();
    }

    public void OnGoodbye(GoodbyeFrame goodbye)
    {
        // Before the broker closes its own direction: a client that has seen that may register its ids again at once.
        if (goodbye.Code == PeerErrorCode.None)
            openings.Registry.Release(session, left: true);
    }

    /// <summary>The connection has ended: closes everything that led here, or from here.</summary>
    /// <param name="left">Whether the client left on purpose.</param>
    public void End(bool left)
    {
        (CloseReason reason, string message) = left
            ? (CloseReason.Left, "The peer has left.")
            : (CloseReason.ConnectionLost, "The peer's connection was lost.");
        RouteClosing.EndAll(_hop, reason, message, openings.Events.Counts);
    }

    private GoodbyeFrame? OnData(uint label, ReadOnlySpan<byte> data)
    {
        RouteHalf? half = _hop.Find(label);
        if (half?.State != RouteState.Open)
            return half?.State == RouteState.Closing ? null : NotOpen(FrameKind.Data, label);
        if (half.Other is { } other)
            Forward(other, data);
        else
            half.End?.OnData(data);
        return null;
    }

    private void Forward(RouteHalf target, ReadOnlySpan<byte> data)
    {
        while (!target.Hop.TryForward(target, data))
            Relieve(target);
        _forwarded.Add(data.Length);
        _touched.Add(target.Hop);
    }

    private void Relieve(RouteHalf target)
    {
        var cut = new List<RouteHalf>();
        target.Hop.Relieve(target, cut);
        foreach (RouteHalf half in cut)
            PassOn(half, CloseReason.Congested, "The receiver is too slow.");
    }

    private GoodbyeFrame? OnOpenRoute(uint label, ReadOnlySpan<byte> body)
    {
        if (!OpenRouteFrame.TryRead(body, out OpenRouteFrame frame))
            return Malformed(FrameKind.OpenRoute);
        if (!_hop.IsOffered(label))
            return GoodbyeFrame.ProtocolError($"Label {label} is not one that a client may choose.");
        if (_hop.TryAdd(label) is not { } half)
            return GoodbyeFrame.ProtocolError($"Label {label} is in use.");
        if (session.Verdicts.TryBegin(openings.MaxVerdicts))
            _hop.Connection.Defer(openings.Begin(session, half, frame));
        else
            _hop.TryRefuse(half, Refusal.Of(PeerErrorCode.ResourceExhausted, "Too many routes are being opened."));
        return null;
    }

    private GoodbyeFrame? OnRouteOpened(uint label, ReadOnlySpan<byte> body)
    {
        if (!RouteOpenedFrame.TryRead(body, out RouteOpenedFrame frame))
            return Malformed(FrameKind.RouteOpened);
        if (FindOffered(label) is not { Other: { } opener } acceptor)
            return NotOpen(FrameKind.RouteOpened, label);
        if (!_hop.TryAccept(acceptor))
            return acceptor.State == RouteState.Closing ? null : NotOpen(FrameKind.RouteOpened, label);
        if (opener.Hop.TryOpen(opener, frame with { AcceptorKey = session.Stamp.Key }))
        {
            openings.Events.Counts.CountRouteOpened();
            _touched.Add(opener.Hop);
            return null;
        }
        // It has given up, or has no room for the answer: neither side keeps the route.
        _hop.Close(acceptor, CloseReason.Abandoned, "");
        PassOn(acceptor, CloseReason.Congested, "");
        return null;
    }

    private GoodbyeFrame? OnRouteRefused(uint label, ReadOnlySpan<byte> body)
    {
        if (!RouteRefusedFrame.TryRead(body, out RouteRefusedFrame frame) || frame.Code == PeerErrorCode.None)
            return Malformed(FrameKind.RouteRefused);
        if (FindOffered(label) is not { Other: { } opener, State: RouteState.Pending or RouteState.Closing } acceptor)
            return NotOpen(FrameKind.RouteRefused, label);
        // Nobody but the broker speaks for the broker.
        if (_hop.OnRefusedByClient(acceptor)
            && opener.Hop.TryRefuse(opener, frame with { Origin = PeerErrorOrigin.CalleeRuntime }))
        {
            _touched.Add(opener.Hop);
        }
        return null;
    }

    private GoodbyeFrame? OnCloseRoute(uint label, ReadOnlySpan<byte> body)
    {
        if (!CloseRouteFrame.TryRead(body, out CloseRouteFrame frame))
            return Malformed(FrameKind.CloseRoute);
        if (_hop.Find(label) is not { } half)
            return NotOpen(FrameKind.CloseRoute, label);
        if (_hop.OnClosedByClient(half, frame.Reason))
            PassOn(half, frame.Reason, frame.Message);
        return null;
    }

    private RouteHalf? FindOffered(uint label) => LabelTable.IsChosenByClient(label) ? null : _hop.Find(label);

    private void PassOn(RouteHalf half, CloseReason reason, string message)
    {
        if (RouteClosing.PassOn(half, reason, message, openings.Events.Counts) is { } touched)
            _touched.Add(touched);
    }

    private static GoodbyeFrame Malformed(FrameKind kind) =>
        GoodbyeFrame.ProtocolError($"A frame of kind {kind} could not be read.");

    private static GoodbyeFrame NotOpen(FrameKind kind, uint label) =>
        GoodbyeFrame.ProtocolError($"{kind} on label {label}, which is not open for that.");
}
