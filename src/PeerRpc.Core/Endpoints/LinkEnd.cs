using PeerRpc.Core.Attachments;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Links;
using PeerRpc.Core.Objects;
using PeerRpc.Core.Streams;

namespace PeerRpc.Core.Endpoints;

/// <summary>One end of a link: the calls that it makes, those that it serves, and what both carry besides.</summary>
/// <remarks>
/// The opener calls the acceptor's controllers. The acceptor calls nothing but the objects that it was given, so the
/// opener's end serves no controllers.
/// </remarks>
internal sealed class LinkEnd : ILinkSink, IDisposable
{
    private bool _ended; // guarded by Link.Gate

    /// <param name="identity">Names the link.</param>
    /// <param name="other">The other side, as the broker knows it.</param>
    /// <param name="isOpener">Whether this end opens the link.</param>
    /// <param name="services">What calls are served with.</param>
    /// <param name="settings">The sizes.</param>
    public LinkEnd(
        CallIdentity identity, CallerIdentity other, bool isOpener, CallServices services, LinkSettings settings)
    {
        Link = new Link(this, settings, services.ReplayBudget, services.Traffic, services.Time, services.Work);
        Streams = new StreamTable(Link, settings, isOpener, services.Serializer, services.Logger);
        var objects = new LiveObjects(Streams, services, other.CallerId ?? "");
        var readers = new AttachmentReaders(objects);
        var offers = new AttachmentOffers(Streams, objects, readers);
        Outgoing = new OutgoingCalls(identity, settings, services.Counts, Streams, offers, readers);
        objects.CallWith(Outgoing);
        Incoming = new IncomingCalls(
            identity, other, isOpener ? ControllerTable.Empty : services.Controllers, services, settings,
            new CallAttachments(Streams, offers, readers, objects));
    }

    public Link Link { get; }

    public OutgoingCalls Outgoing { get; }

    public IncomingCalls Incoming { get; }

    public StreamTable Streams { get; }

    /// <summary>Whether it carries nothing that this end has begun or waits for. Under the gate.</summary>
    public bool IsIdle => Outgoing.Count == 0 && Streams.Count == 0;

    /// <summary>The other side's hello has come: starts what has waited for it.</summary>
    /// <returns>False if that hello says what cannot be.</returns>
    public bool TryAttach(ILinkPath path, LinkHello remote)
    {
        lock (Link.Gate)
        {
            if (!Link.TryAttach(path, remote))
                return false;
            Outgoing.Open();
            return true;
        }
    }

    /// <summary>The link is opened under another number; nothing came of the one before. Under the gate.</summary>
    public void Rename(CallIdentity identity)
    {
        Outgoing.Identity = identity;
        Incoming.Identity = identity;
    }

    public string? OnFrame(LinkFrameKind kind, ReadOnlySpan<byte> body, ReceivedMessage? whole, IWorkSink after)
    {
        string? fault = kind switch
        {
            LinkFrameKind.Request or LinkFrameKind.Cancel => Incoming.OnFrame(kind, body, ref whole, after),
            LinkFrameKind.Response or LinkFrameKind.Fault => Outgoing.OnFrame(kind, body, ref whole, after),
            LinkFrameKind.StreamItem or LinkFrameKind.StreamEnd or LinkFrameKind.StreamCredit or LinkFrameKind.Release
                => Streams.OnFrame(kind, body, ref whole, after),
            _ => $"A link frame of kind {(int)kind} is not known.",
        };
        whole?.Release();
        return fault;
    }

    /// <summary>Ends the link and all that it carries.</summary>
    /// <param name="toError">What each call and each stream ends with.</param>
    public void End(LinkError toError)
    {
        lock (Link.Gate)
        {
            if (_ended)
                return;
            _ended = true;
            Incoming.End();
            Outgoing.End(toError);
            Streams.End(toError);
            Link.End();
        }
        Dispose();
    }

    public void Dispose()
    {
        Incoming.Dispose();
        Outgoing.Dispose();
        Link.Dispose();
    }
}
