using System.Collections.Concurrent;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Routes;

/// <summary>The labels of one connection, at an end of routes.</summary>
/// <remarks>
/// Labels that the client chooses are odd, those that the broker chooses are even, so the two never choose the same.
/// A label is free again when both sides have said that it is closed: whoever hears it first says it back.
/// </remarks>
internal sealed class RouteTable(FrameConnection connection, IRouteAcceptor acceptor)
{
    private readonly ConcurrentDictionary<uint, Route> _routes = new();
    private readonly Stack<uint> _free = new(); // guarded by itself, as is _nextLabel
    private uint _nextLabel = 1;

    /// <summary>Whether the other side has yet to say that a route is closed, whose label is then free.</summary>
    public bool IsAnyClosing => _routes.Values.Any(route => route.IsClosed);

    /// <summary>Takes a label of this side's for a new route.</summary>
    /// <param name="user">What it is for.</param>
    /// <param name="limit">How many labels there may be.</param>
    /// <returns>Null if all are taken.</returns>
    public Route? Take(IRouteUser user, uint limit)
    {
        uint label;
        lock (_free)
        {
            if (!_free.TryPop(out label))
            {
                if (_nextLabel >= 2 * limit)
                    return null;
                label = _nextLabel;
                _nextLabel += 2;
            }
        }
        var route = new Route(connection, label, user);
        _routes[label] = route;
        return route;
    }

    /// <summary>Handles a frame that belongs to a route.</summary>
    /// <returns>Null, or why the connection has to be closed.</returns>
    public GoodbyeFrame? OnFrame(FrameHeader header, ReadOnlySpan<byte> body) => header.Kind switch
    {
        FrameKind.Data => OnData(header.Label, body),
        FrameKind.OpenRoute => OnOpenRoute(header.Label, body),
        FrameKind.RouteOpened => OnRouteOpened(header.Label, body),
        FrameKind.RouteRefused => OnRouteRefused(header.Label, body),
        FrameKind.CloseRoute => OnCloseRoute(header.Label, body),
        _ => GoodbyeFrame.ProtocolError($"A frame of kind {(int)header.Kind} does not belong here."),
    };

    /// <summary>The connection has ended, and with it all routes.</summary>
    public void EndAll(CloseReason reason, string message)
    {
        foreach (Route route in _routes.Values)
        {
            _routes.TryRemove(route.Label, out _);
            if (route.TryMarkClosed())
                route.User.OnClosed(reason, message);
        }
    }

    private GoodbyeFrame? OnData(uint label, ReadOnlySpan<byte> body)
    {
        if (!_routes.TryGetValue(label, out Route? route))
            return GoodbyeFrame.ProtocolError($"Data on label {label}, which is not open.");
        if (route.IsClosed)
            return null;
        if (!route.IsOpened)
            return GoodbyeFrame.ProtocolError($"Data on label {label} before its route was opened.");
        if (route.User.OnData(body, connection) is { } fault)
        {
            route.Close(CloseReason.ProtocolError, fault);
            route.User.OnClosed(CloseReason.ProtocolError, fault);
        }
        return null;
    }

    private GoodbyeFrame? OnOpenRoute(uint label, ReadOnlySpan<byte> body)
    {
        if (label == 0 || label % 2 != 0 || _routes.ContainsKey(label))
            return GoodbyeFrame.ProtocolError($"A route was opened with label {label}, which is not free.");
        if (!IncomingRouteFrame.TryRead(body, out IncomingRouteFrame frame))
            return GoodbyeFrame.ProtocolError("An OpenRoute frame cannot be read.");
        RouteRefusedFrame? refusal = acceptor.Accept(
            frame, out IRouteUser? user, out RouteOpenedFrame reply, out Action<Route>? attach);
        if (refusal is not null)
        {
            connection.Send(label, refusal.Value);
            return null;
        }
        var route = new Route(connection, label, user!) { IsOpened = true };
        _routes[label] = route;
        connection.Send(label, reply);
        attach!(route);
        return null;
    }

    private GoodbyeFrame? OnRouteOpened(uint label, ReadOnlySpan<byte> body)
    {
        if (!_routes.TryGetValue(label, out Route? route) || route.IsOpened)
            return GoodbyeFrame.ProtocolError($"Label {label} was not waiting to be opened.");
        if (!RouteOpenedFrame.TryRead(body, out RouteOpenedFrame frame))
            return GoodbyeFrame.ProtocolError("A RouteOpened frame cannot be read.");
        route.IsOpened = true;
        if (!route.IsClosed)
            route.User.OnOpened(route, frame);
        return null;
    }

    private GoodbyeFrame? OnRouteRefused(uint label, ReadOnlySpan<byte> body)
    {
        if (!_routes.TryGetValue(label, out Route? route) || route.IsOpened)
            return GoodbyeFrame.ProtocolError($"Label {label} was not waiting to be opened.");
        if (!RouteRefusedFrame.TryRead(body, out RouteRefusedFrame frame))
            return GoodbyeFrame.ProtocolError("A RouteRefused frame cannot be read.");
        // A refusal that crosses this side's close counts as the answer to it.
        Free(label);
        if (route.TryMarkClosed())
            route.User.OnRefused(frame);
        return null;
    }

    private GoodbyeFrame? OnCloseRoute(uint label, ReadOnlySpan<byte> body)
    {
        // The close of a route that this side has refused in the meantime.
        if (!_routes.TryGetValue(label, out Route? route))
            return null;
        if (!CloseRouteFrame.TryRead(body, out CloseRouteFrame frame))
            return GoodbyeFrame.ProtocolError("A CloseRoute frame cannot be read.");
        bool closedHere = !route.TryMarkClosed();
        if (!closedHere)
            connection.Send(label, frame);
        Free(label);
        if (!closedHere)
            route.User.OnClosed(frame.Reason, frame.Message);
        return null;
    }

    private void Free(uint label)
    {
        _routes.TryRemove(label, out _);
        if (label % 2 == 0)
            return;
        lock (_free)
            _free.Push(label);
    }
}
