using Microsoft.Extensions.Logging;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Streams;

/// <summary>The streams and live objects of one end of a link. Guarded by the link's gate.</summary>
/// <remarks>
/// 1. Whoever sends a message with attachments gives them ids (<see cref="Reserve"/>) and adds them. 2. Whoever
/// receives it announces them (<see cref="TryAnnounce"/>), and from then on frames find them. 3. The frame after which
/// an attachment has no more is StreamEnd; frames for one that is not there any more are dropped, because the two sides
/// may end it at the same time.
/// </remarks>
internal sealed class StreamTable
{
    private readonly Dictionary<ulong, Attachment> _attachments = [];
    private readonly RefusedAttachments _refused;
    private readonly Farewells _farewells;
    private readonly ulong _firstOwn;
    private int _own;
    private int _unread;
    private ulong _nextOwn;
    private ulong _lastAnnounced;
    private LinkError? _ended;

    /// <param name="link">The link.</param>
    /// <param name="settings">The sizes.</param>
    /// <param name="isOpener">Whether this is the end that opened the link.</param>
    /// <param name="serializer">Writes and reads the data of declared errors.</param>
    /// <param name="logger">Where what people's producers and observers throw goes.</param>
    public StreamTable(Link link, LinkSettings settings, bool isOpener, PeerSerializer serializer, ILogger logger)
    {
        Link = link;
        Settings = settings;
        Faults = new FaultMaker(serializer);
        Translator = new FaultTranslator(serializer);
        Logger = logger;
        _refused = new RefusedAttachments(this, settings.Limits.Streams);
        _farewells = new Farewells(this);
        _firstOwn = isOpener ? 1UL : 2UL;
        _nextOwn = _firstOwn;
    }

    public Link Link { get; }

    public LinkSettings Settings { get; }

    public FaultMaker Faults { get; }

    public FaultTranslator Translator { get; }

    public ILogger Logger { get; }

    /// <summary>On which side code that offers something runs: the opener of a link is its caller.</summary>
    public PeerErrorOrigin Origin => _firstOwn == 1 ? PeerErrorOrigin.Caller : PeerErrorOrigin.CalleeCode;

    /// <summary>How many streams and live objects there are, of both sides.</summary>
    public int Count
    {
        get
        {
            lock (Link.Gate)
                return _attachments.Count;
        }
    }

    public bool IsOwn(ulong id) => (id & 1) == (_firstOwn & 1);

    public bool Contains(Attachment attachment) =>
        _attachments.TryGetValue(attachment.Id, out Attachment? found) && found == attachment;

    /// <summary>The attachment with an id; null if there is none.</summary>
    public Attachment? Find(ulong id) => _attachments.GetValueOrDefault(id);

    /// <summary>The streams that this side produces.</summary>
    public OutgoingStream[] GetProducers() => [.. _attachments.Values.OfType<OutgoingStream>()];

    /// <summary>Reserves ids for what a message carries.</summary>
    /// <exception cref="PeerRpcException">The other side accepts no more.</exception>
    public AttachmentRange Reserve(int count)
    {
        // What the other side says it accepts is its word; this side's memory is bounded by this side's limit.
        uint limit = Settings.Limits.Streams;
        if (Link.IsAttached)
            limit = Math.Min(limit, Link.RemoteLimits.Streams);
        if (_own + count > limit)
        {
            throw new PeerRpcException(
                PeerErrorCode.ResourceExhausted,
                $"{_own} streams and live objects are open to this peer, of {limit} that both sides allow. " +
                "End some of them, or allow more on both sides (MaxStreamsPerLink).");
        }
        var range = new AttachmentRange(count, _nextOwn);
        _nextOwn += (ulong)count * AttachmentRange.Step;
        return range;
    }

    /// <summary>Adds an attachment of this side.</summary>
    public void Add(Attachment attachment)
    {
        if (_ended is not null)
        {
            attachment.OnLinkEnded(_ended);
            return;
        }
        _attachments.Add(attachment.Id, attachment);
        Link.Counts.CountStreamPassed();
        _own++;
    }

    /// <summary>Puts what an announced attachment has turned out to be in its place.</summary>
    /// <returns>False if it has ended meanwhile.</returns>
    public bool TryReplace(Attachment announced, Attachment replacement)
    {
        if (!Contains(announced))
            return false;
        _attachments[announced.Id] = replacement;
        return true;
    }

    public void Remove(Attachment attachment)
    {
        if (!Contains(attachment))
            return;
        _attachments.Remove(attachment.Id);
        _farewells.Forget(attachment.Id);
        if (attachment.IsOwn)
            _own--;
    }

    /// <summary>A message has come that carries these attachments.</summary>
    /// <param name="range">Their ids.</param>
    /// <param name="context">The call that they belong to.</param>
    /// <param name="announced">The attachments.</param>
    /// <returns>False if these cannot be their ids, or if they are more than this side accepts.</returns>
    public bool TryAnnounce(AttachmentRange range, FaultContext context, out IncomingStream[] announced)
    {
        announced = [];
        if (range.Count == 0)
            return true;
        ulong last = range[range.Count - 1];
        if (IsOwn(range.First) || range.First == 0 || last < range.First || !HasRoomFor(range.Count))
            return false;
        Link.Counts.CountStreamsReceived(range.Count);
        announced = new IncomingStream[range.Count];
        for (int i = 0; i < announced.Length; i++)
        {
            announced[i] = new IncomingStream(this, range[i], context);
            if (!_attachments.TryAdd(range[i], announced[i]))
                return false;
        }
        _lastAnnounced = Math.Max(_lastAnnounced, last);
        return true;
    }

    /// <summary>Whether the other side may have so many more.</summary>
    public bool HasRoomFor(int count) => _attachments.Count - _own + count <= Settings.Limits.Streams;

    /// <summary>
    /// Whether a call may bring so many more. Streams that have ended and wait to be read count, too: their caller has
    /// sent what they began with, and the next one could.
    /// </summary>
    public bool HasRoomForArguments(int count) => HasRoomFor(_unread + count);

    /// <summary>A stream of the other side has ended before it was read, or has been read since.</summary>
    public void CountUnread(int change) => _unread += change;

    /// <summary>A message has come whose attachments nobody will look at.</summary>
    public void Skip(AttachmentRange range)
    {
        if (range.Count > 0)
            _lastAnnounced = Math.Max(_lastAnnounced, range[range.Count - 1]);
    }

    /// <summary>Sends the last word about an attachment.</summary>
    /// <param name="owner">The attachment, which then leaves the table.</param>
    /// <param name="end">The last word.</param>
    public void SendEnd(IFrameOwner owner, StreamEndFrame end)
    {
        var writer = new WireWriter();
        end.Write(writer);
        // The error itself must arrive: without its data, the reader catches the base type under the error's name.
        if (end.Fault is { Detail.Length: > 0 } fault && writer.Written.Length > Link.RemoteLimits.Message)
        {
            SendEnd(owner, end with { Fault = fault with { Detail = default } });
            return;
        }
        Span<byte> head = stackalloc byte[LinkFrameHeader.Size];
        Link.Send(LinkFrameKind.StreamEnd, head, writer.Written, owner);
    }

    /// <summary>Says that an attachment is not wanted any more.</summary>
    public void SendRelease(ulong id) => _farewells.Say(id, LinkFrameKind.Release);

    /// <summary>Answers the release of an attachment that this side had to take from, not to give to.</summary>
    public void AnswerRelease(ulong id) => _farewells.Say(id, LinkFrameKind.StreamEnd);

    /// <summary>Handles a frame about an attachment.</summary>
    /// <returns>Null, or in what way it breaks the protocol.</returns>
    public string? OnFrame(LinkFrameKind kind, ReadOnlySpan<byte> body, ref ReceivedMessage? whole, IWorkSink after) =>
        kind switch
        {
            LinkFrameKind.StreamItem => OnItem(body, ref whole, after),
            LinkFrameKind.StreamEnd => OnEnd(body, after),
            LinkFrameKind.StreamCredit => OnCredit(body),
            _ => OnRelease(body, after),
        };

    /// <summary>The link has ended: nothing more comes or goes.</summary>
    /// <param name="toError">Makes what readers get.</param>
    public void End(LinkError toError)
    {
        _ended = toError;
        Attachment[] attachments = [.. _attachments.Values];
        _attachments.Clear();
        _own = 0;
        foreach (Attachment attachment in attachments)
            attachment.OnLinkEnded(toError);
    }

    private string? OnItem(ReadOnlySpan<byte> body, ref ReceivedMessage? whole, IWorkSink after)
    {
        var reader = new WireReader(body);
        if (!StreamItemHead.TryRead(ref reader, out StreamItemHead head))
            return "An item of a stream cannot be read.";
        if (!TryFind(head.Stream, out Attachment? stream))
            return $"An item of stream {head.Stream}, which was never announced.";
        FaultContext context = stream is IncomingStream incoming ? incoming.Context : default;
        if (!TryAnnounce(head.Attachments, context, out IncomingStream[] attachments))
            return "An item carries streams that cannot be there, or more of them than are accepted.";
        int start = body.Length - reader.Rest.Length;
        ReceivedMessage message = whole?.From(start) ?? ReceivedMessage.Copy(body[start..]);
        whole = null;
        var item = new ReceivedItem(message, head.CostOf(body.Length), head.Dropped, attachments);
        if (stream is not null)
            return stream.OnItem(item, after);
        item.Release();
        return null;
    }

    private string? OnEnd(ReadOnlySpan<byte> body, IWorkSink after)
    {
        if (!StreamEndFrame.TryRead(body, out StreamEndFrame end))
            return "The end of a stream cannot be read.";
        if (!TryFind(end.Stream, out Attachment? stream))
            return $"The end of stream {end.Stream}, which was never announced.";
        if (stream is null)
            return null;
        Remove(stream);
        stream.OnEnd(end, after);
        return null;
    }

    private string? OnCredit(ReadOnlySpan<byte> body)
    {
        if (!StreamCreditFrame.TryRead(body, out StreamCreditFrame credit))
            return "The credit of a stream cannot be read.";
        return TryFind(credit.Stream, out Attachment? stream)
            ? stream?.OnCredit(credit.Bytes)
            : $"Credit for stream {credit.Stream}, which was never announced.";
    }

    private string? OnRelease(ReadOnlySpan<byte> body, IWorkSink after)
    {
        if (!ReleaseFrame.TryRead(body, out ReleaseFrame release))
            return "A release cannot be read.";
        if (!TryFind(release.Attachment, out Attachment? attachment))
            return $"A release of {release.Attachment}, which was never announced.";
        if (attachment is not null)
            attachment.OnRelease(after);
        else if (!IsOwn(release.Attachment))
            return _refused.TryAnswer(release.Attachment);
        return null;
    }

    // Null is one that has ended; false is one that there never was.
    private bool TryFind(ulong id, out Attachment? attachment)
    {
        if (_attachments.TryGetValue(id, out attachment))
            return true;
        return id > 0 && (IsOwn(id) ? id < _nextOwn : id <= _lastAnnounced);
    }
}
