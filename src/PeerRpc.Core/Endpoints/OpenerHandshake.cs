using PeerRpc.Core.Calls;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Endpoints;

/// <summary>What an opener says at the beginning of each path, and what it makes of the answers.</summary>
/// <remarks>
/// Every opening has a new number. Once an acceptor has answered one, the link is bound to it: to its process, to its
/// principal and to the secret that both nonces make; from then on there are only resumes, each of a higher epoch.
/// Guarded by the link's gate.
/// </remarks>
/// <param name="end">The link's end.</param>
/// <param name="services">What links are made with.</param>
/// <param name="numbers">Gives each opening its number.</param>
internal sealed class OpenerHandshake(LinkEnd end, EndpointServices services, Func<ulong> numbers)
{
    private LinkSession? _session;
    private ulong _number;
    private uint _epoch;

    /// <summary>Whether an acceptor has answered: the link can only be resumed.</summary>
    public bool IsBound => _session is not null;

    /// <summary>What the next path begins with.</summary>
    public LinkHello NextHello()
    {
        if (IsBound)
        {
            _epoch++;
        }
        else
        {
            _number = numbers();
            end.Rename(new CallIdentity(services.Instance, _number));
        }
        return end.Link.Describe(
            IsBound ? LinkHelloForm.Resume : LinkHelloForm.Open,
            new LinkPosition(services.Instance, _number, _epoch), services.NewNonce(),
            [services.Calls.Serializer.Name]);
    }

    /// <summary>Takes the answer to an opening; from then on the link may send.</summary>
    /// <returns>False if it is none.</returns>
    public bool TryBegin(OutgoingPath path, RouteOpenedFrame opened)
    {
        if (LinkHello.FromFrame(opened.Hello.Span) is not { Form: LinkHelloForm.OpenReply } hello
            || hello.Number != _number || hello.Serializers is not [string chosen]
            || chosen != services.Calls.Serializer.Name || !end.TryAttach(path.Route!, hello))
            return false;
        _session = new LinkSession(
            hello.Instance, opened.AcceptorKey, new LinkSecret(path.Hello.Nonce, hello.Nonce));
        return true;
    }

    /// <summary>Takes the answer to a resume, and goes on over the path with this side's proof.</summary>
    /// <returns>False if it is none, or comes from somebody else.</returns>
    public bool TryResume(OutgoingPath path, RouteOpenedFrame opened)
    {
        LinkSession session = _session!;
        ReadOnlySpan<byte> reply = opened.Hello.Span;
        if (opened.AcceptorKey != session.AcceptorKey
            || LinkHello.FromFrame(reply) is not { Form: LinkHelloForm.ResumeReply } hello
            || hello.Instance != session.Acceptor || hello.Number != _number || hello.Epoch != _epoch
            || !session.Secret.IsRight(hello.Proof.Span, LinkSide.Acceptor, path.HelloFrame, reply))
            return false;
        byte[] proof = session.Secret.Prove(LinkSide.Opener, path.HelloFrame, reply);
        return end.Link.TryResume(
            path.Route!, hello, path.Hello.Received, new LinkProofFrame(_number, _epoch, proof).ToFrame());
    }

    /// <summary>Whether the acceptor's principal says that it does not know the link.</summary>
    public bool IsUnknown(RouteOpenedFrame opened) =>
        opened.AcceptorKey == _session?.AcceptorKey && IsUnknown(opened.Hello.Span);

    /// <summary>
    /// Whether the first of some link frames says that the link is not known; nobody is asked that on its first path.
    /// </summary>
    public bool IsUnknown(ReadOnlySpan<byte> frames) =>
        _epoch > 0 && LinkUnknownFrame.TryReadFirst(frames, out LinkUnknownFrame frame)
        && frame.Number == _number && frame.Epoch == _epoch;
}
