using FileShare.Parts;

namespace FileShare.Transfers;

/// <summary>Hands out what is missing of a file in pieces, to as many sources as ask for them.</summary>
/// <remarks>
/// A source that fails gives back the rest of its piece, and whoever asks next gets it. So nobody is told that there is
/// nothing left as long as another one is still at work on a piece.
/// </remarks>
internal sealed class RangePlan
{
    private readonly Lock _gate = new(); // guards everything below
    private readonly Stack<ByteRange> _waiting;
    private readonly long _pieceBytes;
    private TaskCompletionSource _changed = NewSignal();
    private int _taken;

    public RangePlan(IEnumerable<ByteRange> missing, long pieceBytes)
    {
        _waiting = new Stack<ByteRange>(missing.Reverse());
        _pieceBytes = pieceBytes;
    }

    /// <summary>Whether all pieces have come.</summary>
    public bool IsComplete
    {
        get
        {
            lock (_gate)
                return _waiting.Count == 0 && _taken == 0;
        }
    }

    /// <summary>Takes the next piece; waits while all are taken, but not all have come.</summary>
    /// <returns>Null if all pieces have come.</returns>
    public async ValueTask<ByteRange?> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_waiting.TryPop(out ByteRange range))
                    return Split(range);
                if (_taken == 0)
                    return null;
                changed = _changed.Task;
            }
            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Ends the work on a piece.</summary>
    /// <param name="rest">What of it has not come.</param>
    public void Release(ByteRange rest)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _taken--;
            if (!rest.IsEmpty)
                _waiting.Push(rest);
            changed = _changed;
            _changed = NewSignal();
        }
        changed.SetResult();
    }

    private ByteRange Split(ByteRange range)
    {
        long to = long.Min(range.To, range.From + _pieceBytes);
        if (to < range.To)
            _waiting.Push(range with { From = to });
        _taken++;
        return range with { To = to };
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
