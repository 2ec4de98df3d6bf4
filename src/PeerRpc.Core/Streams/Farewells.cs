using PeerRpc.Core.Links;

namespace PeerRpc.Core.Streams;

/// <summary>The last words about attachments of the other side: that they are not wanted, or have ended.</summary>
/// <remarks>
/// At most one of them is in the link's queue. The others wait here, one for each attachment that lives, and are
/// forgotten if it ends first: a side that takes nothing, and offers and ends attachments all the time, could otherwise
/// make them pile up without end. Guarded by the link's gate.
/// </remarks>
/// <param name="table">The attachments.</param>
internal sealed class Farewells(StreamTable table) : IFrameOwner
{
    private readonly Dictionary<ulong, LinkFrameKind> _waiting = [];
    private (ulong Id, LinkFrameKind Kind) _underWay;
    private bool _sending;

    bool IFrameOwner.IsWanted => table.Find(_underWay.Id) is not null;

    /// <summary>Sends the last word, now or when it can be.</summary>
    /// <param name="id">The attachment.</param>
    /// <param name="kind">Release, or StreamEnd, with which the attachment leaves the table.</param>
    public void Say(ulong id, LinkFrameKind kind)
    {
        if (_underWay == (id, kind))
            return;
        _waiting[id] = kind;
        SendWhatWaits();
    }

    /// <summary>The attachment has ended: there is nothing left to be said about it.</summary>
    public void Forget(ulong id) => _waiting.Remove(id);

    void IFrameOwner.OnWritten(bool whole)
    {
        (ulong id, LinkFrameKind kind) = _underWay;
        _underWay = default;
        if (kind == LinkFrameKind.StreamEnd && table.Find(id) is { } ended)
            table.Remove(ended);
        SendWhatWaits();
    }

    void IFrameOwner.OnAbandoned()
    {
        _underWay = default;
        SendWhatWaits();
    }

    private void SendWhatWaits()
    {
        // What is written at once comes back here from within.
        if (_sending)
            return;
        _sending = true;
        while (_underWay.Id == 0 && _waiting.Count > 0)
        {
            (ulong id, LinkFrameKind kind) = _waiting.First();
            _waiting.Remove(id);
            _underWay = (id, kind);
            Send(id, kind);
        }
        _sending = false;
    }

    private void Send(ulong id, LinkFrameKind kind)
    {
        Span<byte> frame = stackalloc byte[Math.Max(ReleaseFrame.MaxSize, StreamEndFrame.MaxSizeOfCancelled)];
        int length = kind == LinkFrameKind.Release
            ? new ReleaseFrame(id).Write(frame)
            : StreamEndFrame.WriteCancelled(frame, id);
        table.Link.Send(kind, frame[..length], default, this);
    }
}
