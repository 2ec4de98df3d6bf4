using PeerRpc.Simulations.Contracts;
using PeerRpc.Simulations.Load;
using PeerRpc.Simulations.Serving;

namespace PeerRpc.Simulations.Scenes;

/// <summary>Chooses whom a process of a caller calls, and as whom.</summary>
internal sealed class SiteChoice(Stage stage, Actor caller, PeerClient client, Random random)
{
    // Of so many calls one waits for its peer, in turn: without chance, so that a seed stays the scene it was.
    private const int WaitingOneIn = 4;

    private readonly Dictionary<int, Lane> _lanes = [];
    private int _choices;

    public CallSite Choose(OperationKind kind)
    {
        int target = caller.Plan.CallsItself && random.Next(8) == 0 ? caller.Plan.Number : stage.ChooseCallee(random);
        RemotePeer peer = client.Peer(PeerNames.IdOf(target));
        if (!_lanes.TryGetValue(target, out Lane? lane))
            _lanes[target] = lane = new Lane();
        if (caller.Plan.Ids > 1 && random.Next(3) == 0)
        {
            // Another link, against which nothing is ordered.
            peer = peer.CalledAs(caller.Ids.Last());
            lane = null;
        }
        if (++_choices % WaitingOneIn == 0)
            peer = peer.WaitForPeer();
        return new CallSite(peer, peer.Controller<IWorkshop>(), target, lane);
    }
}
