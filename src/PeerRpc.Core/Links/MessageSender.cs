using PeerRpc.Core.Connections;

namespace PeerRpc.Core.Links;

/// <summary>The large messages of one side of a link that have not begun: each waits for its whole credit.</summary>
/// <remarks>
/// A message begins only when the other side has room for the whole of it, so it can never get stuck half-way. Guarded
/// by the link's gate.
/// </remarks>
/// <param name="turns">Where a message that may begin gets its turns.</param>
internal sealed class MessageSender(IBulkTurns turns)
{
    private LazyQueue<OutgoingMessage> _waiting;
    private ulong _nextId = 1;
    private ulong _begun;
    private ulong _credit;
    private ulong _granted; // by the last frame

    public void Add(LinkFrameKind kind, byte[] bytes, int length, IFrameOwner? owner)
    {
        _waiting.Enqueue(new OutgoingMessage(this, _nextId++, kind, bytes, length, owner));
        BeginWhatFits();
    }

    /// <summary>Takes the credit that the other side grants with a frame.</summary>
    /// <returns>False if it takes back what it granted with one before.</returns>
    public bool TryGrant(ulong credit)
    {
        if (credit < _granted)
            return false;
        _granted = credit;
        // A frame that is replayed may be older than the hello of its path, and say less.
        _credit = Math.Max(_credit, credit);
        BeginWhatFits();
        return true;
    }

    /// <summary>Takes the credit that the other side's hello states.</summary>
    /// <returns>False if it takes back what was granted.</returns>
    public bool TryBeginPath(ulong credit)
    {
        if (credit < _credit)
            return false;
        _credit = credit;
        BeginWhatFits();
        return true;
    }

    /// <summary>A message was given up before its first chunk: its credit is for others.</summary>
    public void TakeBack(OutgoingMessage message)
    {
        _begun -= (ulong)message.Length;
        BeginWhatFits();
    }

    /// <summary>Takes the messages that have not begun.</summary>
    public void TakeWaiting(List<UnsentMessage> unsent)
    {
        while (_waiting.TryDequeue(out OutgoingMessage? message))
            unsent.Add(message.ToUnsent());
    }

    public void Clear()
    {
        while (_waiting.TryDequeue(out OutgoingMessage? message))
            message.Release();
    }

    private void BeginWhatFits()
    {
        while (_waiting.TryPeek(out OutgoingMessage? message) && _begun + (ulong)message.Length <= _credit)
        {
            _waiting.Dequeue();
            _begun += (ulong)message.Length;
            turns.Add(message);
        }
    }
}
