using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Routes;
using PeerRpc.Core.Streams;

namespace PeerRpc.Core.Endpoints;

/// <summary>The acceptor's end of a link, over its route.</summary>
/// <param name="number">The number that the opener gave it.</param>
/// <param name="end">The calls on it, and the rest.</param>
/// <param name="ended">Told when it has ended.</param>
internal sealed class IncomingLink(ulong number, LinkEnd end, Action<IncomingLink> ended) : IRouteUser
{
    public ulong Number => number;

    public Link Link => end.Link;

    public IncomingCalls Calls => end.Incoming;

    public StreamTable Streams => end.Streams;

    /// <summary>The route; known once the link is attached to it.</summary>
    public Route? Route { get; set; }

    public void OnOpened(Route route, RouteOpenedFrame opened) =>
        throw new InvalidOperationException("An acceptor's route is open from the start.");

    public void OnRefused(RouteRefusedFrame refused) =>
        throw new InvalidOperationException("An acceptor's route is open from the start.");

    public string? OnData(ReadOnlySpan<byte> data, IWorkSink after) => end.Link.OnData(data, after);

    public void OnClosed(CloseReason reason, string message) => End();

    /// <summary>Starts over the route; what is sent may go there from now on.</summary>
    public void Attach(LinkHello hello) => end.Attach(Route!, hello);

    /// <summary>Ends the link: its opener is gone, or has opened a newer one.</summary>
    public void End() =>
        End((executed, id) => new PeerGoneException("The caller is gone.", executed) { CorrelationId = id });

    /// <summary>Ends the link for a reason of this side's.</summary>
    public void End(LinkError toError)
    {
        end.End(toError);
        ended(this);
    }
}
