namespace PeerRpc.Core.Links;

/// <summary>The large messages of one side of a link: chunk by chunk, one after another in turn.</summary>
/// <remarks>
/// A message begins only when the other side has room for the whole of it, so it can never get stuck half-way, and the
/// messages that have begun take turns. Guarded by the link's gate.
/// </remarks>
internal sealed class MessageSender
{
    private readonly Queue<OutgoingMessage> _waiting = new();
    private readonly Queue<OutgoingMessage> _turns = new();
    private ulong _nextId = 1;
    private ulong _begun;
    private ulong _credit;

    public bool HasMore => _turns.Count > 0;

    public void Add(LinkFrameKind kind, byte[] bytes, int length, IFrameOwner? owner)
    {
        _waiting.Enqueue(new OutgoingMessage(_nextId++, kind, bytes, length, owner));
        BeginWhatFits();
    }

    /// <summary>Takes the credit that the other side grants.</summary>
    /// <returns>False if it takes back what it granted.</returns>
    public bool TryGrant(ulong credit)
    {
        if (credit < _credit)
            return false;
        _credit = credit;
        BeginWhatFits();
        return true;
    }

    /// <summary>
    /// The message whose turn it is; those that nobody wants any more and that have not begun are dropped.
    /// </summary>
    public OutgoingMessage? Next()
    {
        while (_turns.TryPeek(out OutgoingMessage? message))
        {
            if (message.HasBegun || message.Owner is null or { IsWanted: true })
                return message;
            _turns.Dequeue();
            _begun -= (ulong)message.Length;
            message.Release();
            message.Owner.OnAbandoned();
            BeginWhatFits();
        }
        return null;
    }

    /// <summary>The message whose turn it was has had it.</summary>
    public void EndTurn()
    {
        OutgoingMessage message = _turns.Dequeue();
        if (message.IsDone)
            message.Release();
        else
            _turns.Enqueue(message);
    }

    public void Clear()
    {
        while (_turns.TryDequeue(out OutgoingMessage? message) || _waiting.TryDequeue(out message))
            message.Release();
    }

    private void BeginWhatFits()
    {
        while (_waiting.TryPeek(out OutgoingMessage? message) && _begun + (ulong)message.Length <= _credit)
        {
            _waiting.Dequeue();
            _begun += (ulong)message.Length;
            _turns.Enqueue(message);
        }
    }
}
