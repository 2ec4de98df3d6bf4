namespace SharedText.Editing;

/// <summary>What is undone at once.</summary>
internal sealed class UndoStep(StepKind kind)
{
    public StepKind Kind { get; } = kind;

    /// <summary>
    /// What its edits have inserted, as it is called now: undoing may have brought it back under new ids.
    /// </summary>
    public List<CharSpan> Inserted { get; } = [];

    /// <summary>What its edits have deleted.</summary>
    public List<RemovedText> Removed { get; } = [];

    /// <summary>How many characters it keeps.</summary>
    public int Kept { get; private set; }

    public void Add(Edit edit)
    {
        foreach (CharSpan span in edit.Inserted)
        {
            if (Inserted.Count > 0 && Inserted[^1].Replica == span.Replica && Inserted[^1].End == span.Clock)
                Inserted[^1] = Inserted[^1] with { Length = Inserted[^1].Length + span.Length };
            else
                Inserted.Add(span);
        }
        Removed.AddRange(edit.Removed);
        Kept += edit.Removed.Sum(static removed => removed.Text.Length);
    }

    /// <summary>Notes that characters have come back under other ids.</summary>
    public void Rename(CharSpan old, CharSpan now)
    {
        for (int i = Inserted.Count - 1; i >= 0; i--)
        {
            CharSpan span = Inserted[i];
            int from = int.Max(span.Clock, old.Clock);
            int end = int.Min(span.End, old.End);
            if (span.Replica != old.Replica || from >= end)
                continue;
            Inserted.RemoveAt(i);
            CharSpan[] parts =
            [
                span with { Length = from - span.Clock },
                new CharSpan(now.Replica, now.Clock + (from - old.Clock), end - from),
                span with { Clock = end, Length = span.End - end },
            ];
            Inserted.InsertRange(i, parts.Where(static part => part.Length > 0));
        }
    }
}
