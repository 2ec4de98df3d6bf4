using PeerRpc.Core.Links;

namespace PeerRpc.Core.Streams;

/// <summary>How much of a stream its producer may send, in bytes, as its reader grants it.</summary>
/// <remarks>
/// It returns as items are taken, so a stream that nobody reads costs what it began with. Guarded by the link's gate.
/// </remarks>
/// <param name="link">The link.</param>
/// <param name="stream">The stream.</param>
/// <param name="window">How far ahead of its reader the producer may be, once the reader reads.</param>
internal sealed class ConsumerCredit(Link link, ulong stream, ulong window) : IFrameOwner
{
    private ulong _received;
    private ulong _consumed;
    private ulong _granted = StreamCreditFrame.Initial;
    private ulong _told = StreamCreditFrame.Initial;
    private ulong _lastWindow = StreamCreditFrame.Initial;
    private bool _queued;
    private bool _ended;

    bool IFrameOwner.IsWanted => !_ended;

    /// <summary>Counts an item that has come.</summary>
    /// <returns>False if it was begun without credit.</returns>
    public bool TryReceive(int cost)
    {
        // An item may be begun with the last byte of credit, however large it is: otherwise one that is larger than the
        // window could never be sent.
        if (_received >= _granted)
            return false;
        _received += (ulong)cost;
        return true;
    }

    /// <summary>Counts an item that its reader has taken, and grants more when half is used up.</summary>
    /// <returns>Whether something was sent.</returns>
    public bool Consume(int cost)
    {
        _consumed += (ulong)cost;
        if (_ended || (_granted > _consumed && (_granted - _consumed) * 2 > _lastWindow))
            return false;
        // Where the link's window has grown for a distant sender, one stream has to be able to fill it. Never less than
        // before, also where the window is smaller than what every stream begins with.
        _lastWindow = Math.Max(window, (ulong)link.Window);
        _granted = Math.Max(_granted, _consumed + _lastWindow);
        Tell();
        return true;
    }

    /// <summary>Grants nothing any more.</summary>
    public void End() => _ended = true;

    void IFrameOwner.OnWritten(bool whole)
    {
        _queued = false;
        Tell();
    }

    void IFrameOwner.OnAbandoned() => _queued = false;

    // Only the newest credit waits to be written: if each did, a side that takes nothing could make them pile up.
    private void Tell()
    {
        if (_queued || _ended || _told == _granted)
            return;
        _queued = true;
        _told = _granted;
        Span<byte> frame = stackalloc byte[StreamCreditFrame.MaxSize];
        frame = frame[..new StreamCreditFrame(stream, _told).Write(frame)];
        link.Send(LinkFrameKind.StreamCredit, frame, default, this);
    }
}
