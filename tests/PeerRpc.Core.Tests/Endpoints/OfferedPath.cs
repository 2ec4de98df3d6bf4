using PeerRpc.Core.Links;

namespace PeerRpc.Core.Tests.Endpoints;

/// <summary>A path on which an acceptor has answered a resume, and what the opener makes of it.</summary>
/// <param name="Label">The label.</param>
/// <param name="Hello">The opener's hello.</param>
/// <param name="Reply">The acceptor's hello as it travelled.</param>
/// <param name="Secret">The link's secret.</param>
internal sealed record OfferedPath(uint Label, LinkHello Hello, byte[] Reply, LinkSecret Secret)
{
    public LinkHello ReplyHello { get; } = LinkHello.FromFrame(Reply)!;

    /// <summary>The opener's proof.</summary>
    public byte[] Proof { get; } =
        new LinkProofFrame(Hello.Number, Hello.Epoch, Secret.Prove(LinkSide.Opener, Hello.ToFrame(), Reply)).ToFrame();
}
