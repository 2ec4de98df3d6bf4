using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Routes;

namespace PeerRpc.Core.Endpoints;

/// <summary>One route that an acceptor's link runs over, or that an opener wants it to run over.</summary>
/// <param name="link">The link; it takes no notice of a path that it has left.</param>
/// <param name="hello">What the opener said.</param>
/// <param name="stated">How many frames this side said it had received.</param>
internal sealed class IncomingPath(IncomingLink link, LinkHello hello, ulong stated) : IRouteUser
{
    private bool _proven; // the read pump's

    public LinkHello Hello => hello;

    public ulong Stated => stated;

    /// <summary>The opener's hello as it travelled.</summary>
    public required ReadOnlyMemory<byte> HelloFrame { get; init; }

    /// <summary>This side's hello as it travels.</summary>
    public required byte[] ReplyFrame { get; init; }

    /// <summary>The route; known once it stands.</summary>
    public Route? Route { get; set; }

    public void OnOpened(Route route, RouteOpenedFrame opened) =>
        throw new InvalidOperationException("An acceptor's route is open from the start.");

    public void OnRefused(RouteRefusedFrame refused) =>
        throw new InvalidOperationException("An acceptor's route is open from the start.");

    public string? OnData(ReadOnlySpan<byte> data, IWorkSink after)
    {
        if (!_proven && Prove(ref data) is { } fault)
            return fault;
        return link.Link.OnData(Route!, data, after);
    }

    public void OnClosed(CloseReason reason, string message) => link.OnClosed(this, reason);

    /// <summary>The first path of a link needs no proof: it makes the secret.</summary>
    public void MarkProven() => _proven = true;

    private string? Prove(ref ReadOnlySpan<byte> data)
    {
        if (!LinkFrameHeader.TryCut(ref data, out LinkFrameHeader header, out ReadOnlySpan<byte> body)
            || header.Kind != LinkFrameKind.Proof || !LinkProofFrame.TryRead(body, out LinkProofFrame proof))
            return "A path that resumes a link must begin with the opener's proof.";
        _proven = true;
        return link.Prove(this, proof);
    }
}
