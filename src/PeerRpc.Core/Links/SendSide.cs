namespace PeerRpc.Core.Links;

/// <summary>What one side of a link has sent: numbers, credit, and the frames kept for replay.</summary>
/// <remarks>
/// 1. A frame gets its number when it is written to a path, keeps it for the life of the link, and is kept until it is
/// acknowledged. 2. On a new path everything that the other side has not received is written again, unchanged, in the
/// order of the numbers and before anything new. That costs no credit: it was taken when the frame got its number. 3.
/// A frame is let go of only once it has been written on the current path. Guarded by the link's gate.
/// </remarks>
/// <param name="budget">What all links together may keep.</param>
/// <param name="keeps">Whether there can be a next path.</param>
internal sealed class SendSide(ReplayBudget budget, bool keeps)
{
    private readonly ReplayBuffer _replay = new(budget);
    private ulong _bytes;
    private ulong _credit;

    /// <summary>The number of the last frame that has one.</summary>
    public ulong Number { get; private set; }

    /// <summary>The number of the last frame written on the current path.</summary>
    public ulong NumberOnPath { get; private set; }

    /// <summary>How many frames the other side is known to have received.</summary>
    public ulong Acknowledged { get; private set; }

    /// <summary>Whether there is something to be written again, before anything new.</summary>
    public bool IsReplaying => NumberOnPath < Number;

    /// <summary>The frame to be written again next.</summary>
    public ReadOnlySpan<byte> NextReplay => _replay.Current;

    /// <summary>Whether a new frame may be written now.</summary>
    /// <param name="size">Its size, header included.</param>
    /// <param name="kept">How much of the credit has to be left.</param>
    public bool MayWrite(int size, int kept = 0) =>
        MaySend(size + kept) && (!keeps || _replay.TryReserve(size));

    /// <summary>As the other one, for a frame whose array can be kept.</summary>
    public bool MayWrite(RentedFrame frame, int kept) =>
        MaySend(frame.Length + kept) && (!keeps || _replay.TryReserve(frame));

    /// <summary>Numbers a frame that has been written, and keeps it.</summary>
    public void Written(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        Count(head.Length + tail.Length);
        if (keeps)
            _replay.Append(Number, head, tail);
    }

    /// <summary>As the other one, for a frame whose array is this side's from now on.</summary>
    public void Written(RentedFrame frame)
    {
        Count(frame.Length);
        if (keeps)
            _replay.Append(Number, frame);
        else
            frame.Return();
    }

    /// <summary>A path begins.</summary>
    /// <param name="received">How many frames the other side has received, as its hello says.</param>
    /// <param name="credit">What it grants.</param>
    /// <returns>False if it says what cannot be.</returns>
    public bool TryBeginPath(ulong received, ulong credit)
    {
        if (!IsPossible(received, credit))
            return false;
        NumberOnPath = received;
        Take(received, credit);
        if (IsReplaying)
            _replay.Seek(received + 1);
        return true;
    }

    /// <summary>The next frame has been written again.</summary>
    public void Replayed()
    {
        NumberOnPath++;
        budget.Counts.CountReplayed();
        _replay.Advance();
        if (NumberOnPath == Number)
            _replay.Release(Acknowledged);
    }

    /// <summary>Takes what the other side has received and grants.</summary>
    /// <returns>False if it says what cannot be: it took back what it said, or received what was never sent.</returns>
    public bool TryAcknowledge(ulong received, ulong credit)
    {
        if (!IsPossible(received, credit))
            return false;
        Take(received, credit);
        return true;
    }

    /// <summary>Forgets everything; the link has ended.</summary>
    public void Clear() => _replay.Clear();

    private bool MaySend(int size) => !IsReplaying && _bytes + (ulong)size <= _credit;

    private void Count(int size)
    {
        NumberOnPath = ++Number;
        _bytes += (ulong)size;
    }

    private bool IsPossible(ulong received, ulong credit) =>
        received >= Acknowledged && received <= Number && credit >= _credit;

    private void Take(ulong received, ulong credit)
    {
        Acknowledged = received;
        _credit = credit;
        _replay.Release(Math.Min(received, NumberOnPath));
    }
}
