using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Routes;

namespace PeerRpc.Core.Endpoints;

/// <summary>One route that an opener's link runs over, or tries to.</summary>
/// <param name="link">The link; it takes no notice of a path that it has left.</param>
/// <param name="hello">What this side said on it.</param>
internal sealed class OutgoingPath(OutgoingLink link, LinkHello hello) : IRouteUser
{
    private bool _heard; // the read pump's

    public LinkHello Hello => hello;

    /// <summary>The hello as it travels.</summary>
    public byte[] HelloFrame { get; } = hello.ToFrame();

    /// <summary>The route; set before anything is sent on it.</summary>
    public Route? Route { get; set; }

    public void OnOpened(Route route, RouteOpenedFrame opened) => link.OnOpened(this, opened);

    public void OnRefused(RouteRefusedFrame refused) => link.OnRefused(this, refused);

    public string? OnData(ReadOnlySpan<byte> data, IWorkSink after)
    {
        if (!_heard)
        {
            _heard = true;
            link.OnFirstData(this, data);
        }
        return link.End.Link.OnData(Route!, data, after);
    }

    public void OnClosed(CloseReason reason, string message) => link.OnClosed(this, reason, message);
}
