using SharedText.Sequences;
using SharedText.Updates;

namespace SharedText.Editing;

/// <summary>What this replica can undo and redo.</summary>
/// <remarks>
/// Undoing a step deletes what it has inserted, as far as that is still there, and inserts anew what it has deleted,
/// where that was. These are new operations; they make a step that redoing undoes, and so on. What comes back has new
/// ids: older steps that knew it are told. At most 1000 steps are kept, and 8 Mi characters that they have deleted; the
/// oldest are forgotten.
/// </remarks>
internal sealed class UndoHistory(Sequence sequence, ulong replica)
{
    private const int MostSteps = 1000;
    private const int MostKept = 8 * 1024 * 1024;

    private readonly List<UndoStep> _undo = [];
    private readonly List<UndoStep> _redo = [];
    private bool _isOpen;
    private int _kept;

    public bool CanUndo => _undo.Count > 0;

    public bool CanRedo => _redo.Count > 0;

    /// <summary>Makes the next edit a step of its own.</summary>
    public void EndStep() => _isOpen = false;

    /// <summary>Whether something that is inserted behind a character goes on with the last step.</summary>
    public bool GoesOnTyping(OpId left) =>
        _isOpen && _undo[^1] is { Kind: StepKind.Typing, Inserted: [.., var last] }
        && left == new OpId(last.Replica, last.End - 1);

    /// <summary>Whether a deletion goes on with the last step: its place touches that of the one before.</summary>
    public bool GoesOnDeleting(int index, int length)
    {
        if (!_isOpen || _undo[^1] is not { Kind: StepKind.Deleting, Removed: [.., var last] })
            return false;
        Block gone = sequence.Find(new OpId(last.Replica, last.Clock))!;
        int place = OrderTree.IndexOf(gone);
        return index == place || index + length == place;
    }

    /// <summary>Keeps what an edit has done.</summary>
    public void Record(Edit edit, StepKind kind, bool goesOn)
    {
        _kept -= _redo.Sum(static step => step.Kept);
        _redo.Clear();
        if (!goesOn)
            _undo.Add(new UndoStep(kind));
        int before = _undo[^1].Kept;
        _undo[^1].Add(edit);
        _kept += _undo[^1].Kept - before;
        _isOpen = kind != StepKind.Whole;
        Forget();
    }

    /// <summary>Undoes the last step of which anything is left; null if there is none.</summary>
    public Edit? Undo(ChangeList changes) => Revert(_undo, _redo, changes);

    /// <summary>Redoes what was undone last; null if there is nothing.</summary>
    public Edit? Redo(ChangeList changes) => Revert(_redo, _undo, changes);

    private Edit? Revert(List<UndoStep> from, List<UndoStep> to, ChangeList changes)
    {
        _isOpen = false;
        while (from.Count > 0)
        {
            UndoStep step = from[^1];
            from.RemoveAt(from.Count - 1);
            _kept -= step.Kept;
            var edit = new Edit(sequence, replica, changes);
            foreach (CharSpan span in step.Inserted)
                edit.Delete(span);
            foreach (RemovedText removed in Joined(step.Removed))
                Restore(edit, removed);
            if (edit.IsEmpty)
                continue;
            var inverse = new UndoStep(StepKind.Whole);
            inverse.Add(edit);
            to.Add(inverse);
            _kept += inverse.Kept;
            return edit;
        }
        return null;
    }

    // Each part goes behind the place where it was; between two parts somebody may have inserted something.
    private void Restore(Edit edit, RemovedText removed)
    {
        for (int clock = removed.Clock; clock < removed.End;)
        {
            Block gone = sequence.Find(new OpId(removed.Replica, clock))!;
            int end = int.Min(gone.End, removed.End);
            ReadOnlyMemory<char> text = removed.Text.AsMemory(clock - removed.Clock, end - clock);
            CharSpan now = edit.InsertBehind(gone, end - gone.Clock, text);
            var old = new CharSpan(removed.Replica, clock, end - clock);
            foreach (UndoStep step in _undo.Concat(_redo))
                step.Rename(old, now);
            clock = end;
        }
    }

    // Backspace has taken them one by one and from behind.
    private static IEnumerable<RemovedText> Joined(List<RemovedText> parts)
    {
        RemovedText[] sorted = [.. parts.OrderBy(static part => part.Replica).ThenBy(static part => part.Clock)];
        for (int i = 0; i < sorted.Length;)
        {
            int end = i + 1;
            while (end < sorted.Length && sorted[end].Replica == sorted[i].Replica
                && sorted[end].Clock == sorted[end - 1].End)
                end++;
            yield return sorted[i] with { Text = string.Concat(sorted[i..end].Select(static part => part.Text)) };
            i = end;
        }
    }

    private void Forget()
    {
        int count = int.Max(_undo.Count - MostSteps, 0);
        int kept = _kept - _undo.Take(count).Sum(static step => step.Kept);
        while (kept > MostKept && count < _undo.Count - 1)
            kept -= _undo[count++].Kept;
        _undo.RemoveRange(0, count);
        _kept = kept;
    }
}
