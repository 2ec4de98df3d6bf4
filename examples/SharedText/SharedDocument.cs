using SharedText.Editing;
using SharedText.Merging;
using SharedText.Sequences;
using SharedText.Updates;

namespace SharedText;

/// <summary>
/// A text that several replicas edit at once, each on its own; those that know the same operations show the same.
/// </summary>
/// <remarks>
/// <para>
/// Positions and lengths are in UTF-16 code units, as in .NET and JavaScript strings. Whoever edits within a surrogate
/// pair replaces the whole pair: the text becomes what was asked for, and no edit that somebody else makes at the same
/// time leaves half of a pair behind.
/// </para>
/// <para>
/// Every edit gives an update: bytes to be kept and sent. Updates come in by <see cref="Apply"/> in any order and as
/// often as they like. Those that build on what is missing wait. What a replica lacks is found by <see cref="State"/>
/// and
/// <see cref="UpdateSince"/>.
/// </para>
/// <para>Not thread-safe: one caller at a time.</para>
/// </remarks>
public sealed class SharedDocument
{
    private readonly Sequence _sequence = new();
    private readonly Merger _merger;
    private readonly UndoHistory _history;

    /// <summary>An empty document.</summary>
    /// <param name="replica">Under which id this document makes its edits. No other document may have it, ever.</param>
    public SharedDocument(ReplicaId replica)
    {
        Replica = replica;
        _merger = new Merger(_sequence);
        _history = new UndoHistory(_sequence, replica.Value);
    }

    /// <summary>Under which id this document makes its edits.</summary>
    public ReplicaId Replica { get; }

    /// <summary>How long the text is.</summary>
    public int Length => _sequence.Length;

    /// <summary>Which operations are known here, deletions among them. Equal vectors mean equal texts.</summary>
    public StateVector State => new(_sequence.Logs
        .Where(static log => log.Next > 0)
        .Select(static log => (log.Replica, log.Next)));

    /// <summary>Whether updates wait for others that have not come: exchange state vectors with somebody.</summary>
    public bool HasGaps => _merger.HasGaps;

    /// <summary>
    /// Whether there is an edit of this document to undo. It may turn out that others have deleted all of it.
    /// </summary>
    public bool CanUndo => _history.CanUndo;

    /// <summary>Whether there is something undone to redo.</summary>
    public bool CanRedo => _history.CanRedo;

    internal IReadOnlyCollection<byte[]> Waiting => _merger.Waiting;

    /// <summary>The whole text.</summary>
    public override string ToString() => GetText(0, Length);

    /// <summary>A part of the text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such part.</exception>
    public string GetText(int index, int length)
    {
        CheckRange(index, length);
        if (length == 0)
            return "";
        return string.Create(length, (Sequence: _sequence, Index: index), static (target, from) =>
        {
            (Block? block, int offset) = from.Sequence.At(from.Index);
            for (int done = 0; done < target.Length; block = block.Next!, offset = 0)
            {
                ReadOnlySpan<char> text = block.Text.Span;
                text = text.IsEmpty ? text : text[offset..int.Min(text.Length, offset + target.Length - done)];
                text.CopyTo(target[done..]);
                done += text.Length;
            }
        });
    }

    /// <summary>Inserts text.</summary>
    /// <returns>The update. Without text it has nothing in it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The text is shorter than that.</exception>
    public byte[] Insert(int index, string text) => Replace(index, 0, text);

    /// <summary>Deletes text.</summary>
    /// <returns>The update.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such part.</exception>
    public byte[] Delete(int index, int length) => Replace(index, length, "");

    /// <summary>Deletes text and inserts other text there: one update, and one step to undo.</summary>
    /// <returns>The update.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such part.</exception>
    public byte[] Replace(int index, int length, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        CheckRange(index, length);
        WidenToPairs(ref index, ref length, ref text);
        StepKind kind = length == 0 ? StepKind.Typing : text.Length == 0 ? StepKind.Deleting : StepKind.Whole;
        bool goesOn = kind switch
        {
            StepKind.Typing => _history.GoesOnTyping(IdBefore(index)),
            StepKind.Deleting => _history.GoesOnDeleting(index, length),
            _ => false,
        };
        var edit = new Edit(_sequence, Replica.Value, changes: null);
        // Inserting first keeps the new text in front of the places of the old: they may become one run of deleted
        // text.
        edit.Insert(index, text.AsMemory());
        edit.Delete(index + text.Length, length);
        if (!edit.IsEmpty)
            _history.Record(edit, kind, goesOn);
        return edit.ToUpdate();
    }

    /// <summary>
    /// Brings in operations of others, or of this document's own past: in any order, and known ones again. An update
    /// comes in as a whole, or waits as a whole for what it builds on, if there is room: at most 4096 updates and 16
    /// MiB wait.
    /// </summary>
    /// <returns>What has changed in the text: changes to be made one after another.</returns>
    /// <exception cref="InvalidUpdateException">The bytes are no update; nothing has changed.</exception>
    public IReadOnlyList<TextChange> Apply(ReadOnlySpan<byte> update)
    {
        var changes = new ChangeList();
        if (!_merger.TryApply(update, changes))
            throw new InvalidUpdateException();
        return ToChanges(changes);
    }

    /// <summary>
    /// The operations that the owner of a state vector lacks, as one update: all, for <see cref="StateVector.Empty"/>.
    /// </summary>
    public byte[] UpdateSince(StateVector state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var writer = new UpdateWriter();
        foreach (ReplicaLog log in _sequence.Logs)
            writer.Section(log.Replica, Operations.Since(log, state.ClockOf(log.Replica)));
        return writer.ToArray();
    }

    /// <summary>
    /// Undoes this document's own last step of which anything is left, by new operations: others follow. Text of others
    /// stays. Typing without a break is one step, and so is deleting at one place.
    /// </summary>
    /// <returns>What was done, or null if there was nothing to undo.</returns>
    public UndoResult? Undo()
    {
        var changes = new ChangeList();
        return _history.Undo(changes) is { } edit ? new UndoResult(edit.ToUpdate(), ToChanges(changes)) : null;
    }

    /// <summary>Redoes what was undone last; not after another edit.</summary>
    /// <returns>What was done, or null if there was nothing to redo.</returns>
    public UndoResult? Redo()
    {
        var changes = new ChangeList();
        return _history.Redo(changes) is { } edit ? new UndoResult(edit.ToUpdate(), ToChanges(changes)) : null;
    }

    /// <summary>Makes the next edit a step of its own, for example after a pause.</summary>
    public void EndUndoStep() => _history.EndStep();

    /// <summary>A place in the text that stays with its neighbour, whatever is inserted and deleted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The text is shorter than that.</exception>
    public TextAnchor AnchorAt(int index, AnchorSide side)
    {
        CheckRange(index, 0);
        if (side == AnchorSide.Before)
            return index == 0 ? TextAnchor.Start : TextAnchor.Behind(IdBefore(index));
        return index == Length ? TextAnchor.End : TextAnchor.InFrontOf(IdBefore(index + 1));
    }

    /// <summary>
    /// Where an anchor is now: where its character was, if that is deleted. -1 if its character is not known here
    /// (yet).
    /// </summary>
    public int IndexOf(TextAnchor anchor)
    {
        if (anchor.Character.IsNone)
            return anchor.IsEnd ? Length : 0;
        if (_sequence.Find(anchor.Character) is not { } block)
            return -1;
        int index = OrderTree.IndexOf(block);
        return block.IsDead ? index : index + anchor.Character.Clock - block.Clock + (anchor.IsBehind ? 1 : 0);
    }

    /// <summary>Brings in what a journal has; nobody asks for the changes.</summary>
    internal bool TryReplay(ReadOnlySpan<byte> update) => _merger.TryApply(update, changes: null);

    private static List<TextChange> ToChanges(ChangeList changes) =>
        [.. changes.ToList().Select(static change => new TextChange(change.Index, change.Removed, change.Inserted))];

    private OpId IdBefore(int index)
    {
        if (index == 0)
            return OpId.None;
        (Block block, int offset) = _sequence.At(index - 1);
        return new OpId(block.Owner.Replica, block.Clock + offset);
    }

    private void WidenToPairs(ref int index, ref int length, ref string text)
    {
        if (length == 0 && text.Length == 0)
            return;
        int end = index + length;
        if (IsWithinPair(end))
            (length, text) = (length + 1, text + CharAt(end));
        if (IsWithinPair(index))
            (index, length, text) = (index - 1, length + 1, CharAt(index - 1) + text);
    }

    private bool IsWithinPair(int index) =>
        index > 0 && index < Length && char.IsHighSurrogate(CharAt(index - 1)) && char.IsLowSurrogate(CharAt(index));

    private char CharAt(int index)
    {
        (Block block, int offset) = _sequence.At(index);
        return block.Text.Span[offset];
    }

    private void CheckRange(int index, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - index);
    }
}
