using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Tests.Endpoints;

/// <summary>A route that an opener has asked for.</summary>
/// <param name="Label">The label that it chose.</param>
/// <param name="Frame">What it asked.</param>
internal sealed record AskedRoute(uint Label, OpenRouteFrame Frame)
{
    public LinkHello Hello { get; } = LinkHello.FromFrame(Frame.Hello.Span)!;
}
