namespace SharedText;

public sealed class SharedDocument
{
    public SharedDocument(ReplicaId replica) => Replica = replica;
    public ReplicaId Replica { get; }
    public int Length => throw new NotSupportedException();
    public override string ToString() => throw new NotSupportedException();
    public string GetText(int index, int length) => throw new NotSupportedException();
    public StateVector State => throw new NotSupportedException();
    public byte[] Insert(int index, string text) => throw new NotSupportedException();
    public byte[] Delete(int index, int length) => throw new NotSupportedException();
    public byte[] Replace(int index, int length, string text) => throw new NotSupportedException();
    public IReadOnlyList<TextChange> Apply(ReadOnlySpan<byte> update) => throw new NotSupportedException();
    public bool HasGaps => throw new NotSupportedException();
    public byte[] UpdateSince(StateVector state) => throw new NotSupportedException();
    public bool CanUndo => throw new NotSupportedException();
    public bool CanRedo => throw new NotSupportedException();
    public UndoResult? Undo() => throw new NotSupportedException();
    public UndoResult? Redo() => throw new NotSupportedException();
    public void EndUndoStep() => throw new NotSupportedException();
    public TextAnchor AnchorAt(int index, AnchorSide side) => throw new NotSupportedException();
    public int IndexOf(TextAnchor anchor) => throw new NotSupportedException();
}
