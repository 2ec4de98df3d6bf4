using PeerRpc.Core.Frames;
using PeerRpc.Core.Routes;

namespace PeerRpc.Core.Tests.Routes;

/// <summary>Accepts or refuses every route, as a test says.</summary>
internal sealed class FakeAcceptor : IRouteAcceptor
{
    public RouteRefusedFrame? Refusal { get; set; }

    public Action<Route> Attach { get; set; } = _ => { };

    public RouteRefusedFrame? Accept(
        IncomingRouteFrame frame, out IRouteUser? user, out RouteOpenedFrame reply, out Action<Route>? attach)
    {
        user = new FakeUser();
        reply = new RouteOpenedFrame("", default);
        attach = Attach;
        return Refusal;
    }
}
