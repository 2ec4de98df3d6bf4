namespace PeerRpc.Broker.Groups;

/// <summary>The last messages of a group, numbered from 1. Guarded by the gate of its group.</summary>
/// <remarks>
/// Each message is here once, however many members there are; a member has only a place in it. It is bounded by a
/// count and by bytes: whoever adds a message drops the oldest ones for it. The newest one is always there, so that a
/// group never stands still.
/// </remarks>
/// <param name="capacity">How many messages it keeps at most.</param>
/// <param name="maxBytes">How many bytes of them.</param>
internal sealed class GroupRing(int capacity, long maxBytes)
{
    private const int SmallestLength = 16;

    private RingMessage?[] _messages = [];
    private int _count;
    private long _bytes;

    /// <summary>The number of the last message.</summary>
    public long Last { get; private set; }

    /// <summary>The number of the oldest one that is kept; beyond <see cref="Last"/> if none is.</summary>
    public long First => Last - _count + 1;

    /// <summary>What is kept.</summary>
    public RingSize Size => new(_count, _bytes);

    /// <summary>A message that is kept.</summary>
    public RingMessage this[long number] => _messages[number % _messages.Length]!;

    /// <summary>Adds the next message.</summary>
    /// <param name="sender">Who sent it.</param>
    /// <param name="encoded">The message, under the number behind <see cref="Last"/>.</param>
    public void Add(string sender, byte[] encoded)
    {
        while (_count > 0 && (_count == capacity || _bytes + encoded.Length > maxBytes))
            DropFirst();
        if (_count == _messages.Length)
            Grow();
        Last++;
        _count++;
        _bytes += encoded.Length;
        var message = new RingMessage(Last, sender, encoded);
        _messages[Last % _messages.Length] = message;
        if (_count > 1)
            this[Last - 1].Next = message;
    }

    /// <summary>How many of the messages behind a number are kept that somebody has not sent himself.</summary>
    public long CountOfOthers(long after, string peerId)
    {
        long others = 0;
        for (long number = Math.Max(after + 1, First); number <= Last; number++)
        {
            if (this[number].Sender != peerId)
                others++;
        }
        return others;
    }

    /// <summary>Forgets all messages; the group is over.</summary>
    public void Clear()
    {
        _messages = [];
        _count = 0;
        _bytes = 0;
    }

    /// <summary>Drops the oldest message; there is one.</summary>
    public void DropFirst()
    {
        ref RingMessage? first = ref _messages[First % _messages.Length];
        first!.Next = null;
        _bytes -= first.Encoded.Length;
        first = null;
        _count--;
    }

    private void Grow()
    {
        var larger = new RingMessage?[Math.Min(capacity, Math.Max(SmallestLength, 2 * _count))];
        for (long number = First; number <= Last; number++)
            larger[number % larger.Length] = this[number];
        _messages = larger;
    }
}
