using PeerRpc.Broker.Labels;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Endpoints;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;

namespace PeerRpc.Broker.Endpoints;

/// <summary>The broker's end of the link that a client opened to the broker itself.</summary>
/// <param name="end">The calls on it, and the rest.</param>
/// <param name="route">Its route.</param>
/// <param name="connection">The client's connection.</param>
internal sealed class BrokerLink(LinkEnd end, BrokerRoute route, FrameConnection connection)
    : IRouteEnd, ILinkPath
{
    public void OnData(ReadOnlySpan<byte> data)
    {
        // Behind this route there is nobody but the client, so what breaks the protocol here breaks its connection.
        if (end.Link.OnData(this, data, connection) is { } fault)
            connection.Close(GoodbyeFrame.ProtocolError(fault));
    }

    public void OnClosed(CloseReason reason, string message) => End();

    public bool TryWrite(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, IRoomWaiter waiter) =>
        route.TrySend(head, tail, waiter);

    public void WaitForTurn(IRoomWaiter waiter) => connection.WaitForTurn(waiter);

    public void Flush() => route.Flush();

    public void ScheduleFlush() => route.ScheduleFlush();

    public void Close(CloseReason reason, string message)
    {
        route.Close(reason, message);
        End();
    }

    private void End() =>
        end.End((executed, id) => new PeerGoneException("The client is gone.", executed) { CorrelationId = id });
}
