namespace PeerRpc.Core.Links;

/// <summary>How many bytes a receiver lets the other side send ahead of an acknowledgement.</summary>
/// <remarks>
/// 1. It begins small, and doubles while the other side uses it up quickly, up to what keeps a fast connection busy.
/// 2. Beyond that it grows only where distance holds the sender up: the window then passes in the same time however
/// large it is, while on a connection that is merely full a larger one takes longer. 3. While small calls are made
/// beside it is narrow: whatever is on its way stands before them. Guarded by the link's gate.
/// </remarks>
internal sealed class ReceiveWindow(LinkSettings settings, CallTraffic traffic, TimeProvider time)
{
    // Longer than this a window takes only on a slow connection or with a sender that has little to send.
    private static readonly TimeSpan Quickly = TimeSpan.FromMilliseconds(250);

    // Shorter than this no distance is worth a larger window.
    private static readonly TimeSpan Distant = TimeSpan.FromMilliseconds(10);

    private ulong _mark;
    private long _markedAt;
    private TimeSpan _shortest = TimeSpan.MaxValue;

    /// <summary>The window without regard to calls, in bytes.</summary>
    public int Size { get; private set; } = settings.Window;

    /// <summary>The window to grant now, in bytes.</summary>
    public int Granted => traffic.IsRecent ? Math.Min(Size, settings.WindowBesideCalls) : Size;

    /// <summary>A queue on the way was full: half as much must do, until it is used up quickly again.</summary>
    public void OnCongested() => Size = Math.Max(Size / 2, settings.SmallestWindow);

    /// <summary>More has been granted.</summary>
    /// <param name="before">Up to which byte the other side could send until now.</param>
    public void OnGranted(ulong before)
    {
        if (_mark != 0)
            return;
        // Bulk does not use the part that is kept for calls, so what lies behind the mark was sent under the new grant.
        _mark = before - (ulong)settings.KeptForCalls;
        _markedAt = time.GetTimestamp();
    }

    /// <summary>Bytes have come.</summary>
    /// <param name="received">How many in all.</param>
    public void OnReceived(ulong received)
    {
        if (_mark == 0 || received <= _mark)
            return;
        _mark = 0;
        TimeSpan elapsed = time.GetElapsedTime(_markedAt);
        bool isDistance = elapsed >= Distant && elapsed.Ticks <= 1.5 * _shortest.Ticks;
        _shortest = elapsed < _shortest ? elapsed : _shortest;
        if (elapsed <= Quickly && (Size < settings.BusyWindow || isDistance))
            Size = (int)Math.Min(2L * Size, settings.LargestWindow);
    }
}
