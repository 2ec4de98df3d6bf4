namespace PeerRpc.Core.Links;

/// <summary>What one side of a link has received, and how much more it lets the other side send.</summary>
/// <remarks>
/// Credit returns on receipt and never waits for anybody's code: a controller that calls its caller back while the
/// window is full would wait for ever otherwise. Guarded by the link's gate.
/// </remarks>
/// <param name="settings">The sizes.</param>
/// <param name="window">How much is granted.</param>
internal sealed class ReceiveSide(LinkSettings settings, ReceiveWindow window)
{
    // Each costs every hop a wake-up; fewer would let the sender run dry between two.
    private const int AcksPerWindow = 4;

    private ulong _bytes;
    private ulong _acknowledgedBytes;
    private ulong _acknowledged;

    /// <summary>How many counted frames of the link have been received.</summary>
    public ulong Number { get; private set; }

    /// <summary>
    /// The number of the last counted frame that came on the current path; below <see cref="Number"/> while the other
    /// side writes again what has been received already.
    /// </summary>
    public ulong NumberOnPath { get; private set; }

    /// <summary>Up to which byte the other side may send.</summary>
    public ulong Credit { get; private set; } = (ulong)settings.Window;

    /// <summary>Whether frames have been received that no acknowledgement has told of.</summary>
    public bool OwesAck => Number > _acknowledged;

    /// <summary>Whether so much has been received that an acknowledgement should go out at once.</summary>
    /// <remarks>
    /// A quarter of what the other side has, if that is less than what it would be given now: it may have to wait for
    /// this acknowledgement before it can send a quarter of the latter.
    /// </remarks>
    public bool OwesAckNow =>
        _bytes - _acknowledgedBytes >= Math.Min((ulong)window.Granted, Credit - _acknowledgedBytes) / AcksPerWindow;

    /// <summary>A path begins.</summary>
    /// <param name="stated">How many frames had been received when this side's hello was written.</param>
    public void BeginPath(ulong stated) => NumberOnPath = stated;

    /// <summary>Counts a frame on its path; true if it is one that has been received before.</summary>
    public bool IsRepeated() => ++NumberOnPath <= Number;

    /// <summary>Counts a new frame.</summary>
    /// <returns>False if the other side sent more than it was allowed to.</returns>
    public bool TryReceive(int size)
    {
        Number++;
        _bytes += (ulong)size;
        window.OnReceived(_bytes);
        return _bytes <= Credit;
    }

    /// <summary>The last frame broke the protocol: it has not been received.</summary>
    public void TakeBack(int size)
    {
        Number--;
        _bytes -= (ulong)size;
    }

    /// <summary>Makes the acknowledgement of all that has been received.</summary>
    /// <param name="sent">The number of the last counted frame that this side has written on the path.</param>
    public AckFrame Acknowledge(ulong sent)
    {
        _acknowledged = Number;
        _acknowledgedBytes = _bytes;
        ulong before = Credit;
        // What was granted is not taken back when the window has become narrower.
        Credit = Math.Max(before, _bytes + (ulong)window.Granted);
        window.OnGranted(before);
        return new AckFrame(Number, sent, Credit);
    }
}
