namespace PeerRpc.Core.Links;

/// <summary>What one side of a link has sent: numbers, credit, and the frames kept for replay.</summary>
/// <remarks>
/// A frame gets its number when it is written to a path, keeps it for the life of the link, and is kept until it is
/// acknowledged. Guarded by the link's gate.
/// </remarks>
internal sealed class SendSide(ReplayBudget budget)
{
    private readonly ReplayBuffer _replay = new(budget);
    private ulong _acknowledged;
    private ulong _bytes;
    private ulong _credit;

    /// <summary>The number of the last frame written.</summary>
    public ulong Number { get; private set; }

    /// <summary>Whether a frame may be written now.</summary>
    /// <param name="size">Its size, header included.</param>
    /// <param name="kept">How much of the credit has to be left.</param>
    public bool MayWrite(int size, int kept = 0) =>
        _bytes + (ulong)(size + kept) <= _credit && _replay.TryReserve(size);

    /// <summary>Numbers a frame that has been written, and keeps it.</summary>
    public void Written(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        Number++;
        _bytes += (ulong)(head.Length + tail.Length);
        _replay.Append(Number, head, tail);
    }

    /// <summary>Takes what the other side has received and grants.</summary>
    /// <returns>False if it says what cannot be: it took back what it said, or received what was never sent.</returns>
    public bool TryAcknowledge(ulong received, ulong credit)
    {
        if (received < _acknowledged || received > Number || credit < _credit)
            return false;
        _acknowledged = received;
        _credit = credit;
        _replay.Release(received);
        return true;
    }

    /// <summary>Forgets everything; the link has ended.</summary>
    public void Clear() => _replay.Clear();
}
