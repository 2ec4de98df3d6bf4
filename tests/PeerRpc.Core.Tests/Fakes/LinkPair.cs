using PeerRpc.Core.Links;
using PeerRpc.TestKit;

namespace PeerRpc.Core.Tests.Fakes;

/// <summary>Two links back to back, and a clock that a test moves.</summary>
internal sealed class LinkPair
{
    public LinkPair(LinkSettings? left = null, LinkSettings? right = null, ReplayBudget? leftBudget = null)
    {
        Left = new BareLink(Clock, left, leftBudget);
        Right = new BareLink(Clock, right);
        Left.Link.TryAttach(Left.Path, Describe(Right));
        Right.Link.TryAttach(Right.Path, Describe(Left));
    }

    public ManualClock Clock { get; } = new();

    public BareLink Left { get; }

    public BareLink Right { get; }

    /// <summary>Delivers until neither side has anything more to say, and lets both have their turns.</summary>
    public void Deliver()
    {
        bool more = true;
        while (more)
        {
            more = Left.DeliverTo(Right) | Right.DeliverTo(Left);
            more |= Left.Path.GiveRoom() | Right.Path.GiveRoom();
        }
    }

    private static LinkHello Describe(BareLink end) => end.Link.Describe(
        LinkHelloForm.Open, new LinkPosition(Guid.Empty, 1, 0), new byte[LinkHello.NonceLength], ["json"]);
}
