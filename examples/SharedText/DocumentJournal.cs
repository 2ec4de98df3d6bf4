namespace SharedText;

public sealed class DocumentJournal : IDisposable, IAsyncDisposable
{
    public static DocumentJournal Open(string path, ReplicaId replicaForANewFile, out SharedDocument document) => throw new NotSupportedException();
    public JournalRecovery? Recovery => throw new NotSupportedException();
    public long FileBytes => throw new NotSupportedException();
    public void Append(ReadOnlySpan<byte> update) => throw new NotSupportedException();
    public void Flush() => throw new NotSupportedException();
    public void Compact() => throw new NotSupportedException();
    public void Dispose() => throw new NotSupportedException();
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
