using System.Buffers;
using SharedText.Journals;

namespace SharedText;

/// <summary>
/// A document on disk: a file to which every update is appended, and which now and then is made small again.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>An update is in the system's hands when <see cref="Append"/> returns: it survives the death of the process.
/// <see cref="Flush"/> waits for the disk: then it survives a power failure.</item>
/// <item>A record that was not written to its end is cut off by the next opening.</item>
/// <item>An append that fails leaves no hole. The document goes on in memory, and the next append, or the end, first
/// writes all of it anew; as long as that fails, so do they.</item>
/// <item>When more has been appended than the document takes, and at least 256 KiB, all of it is written anew as one
/// record: to another file, which is flushed and takes the place of the first.</item>
/// <item>Every opening makes its edits under a replica id of its own. Operations of a lost tail may have reached
/// others, so their numbers must not be given again.</item>
/// </list>
/// A file is opened by one process at a time; an empty file beside it (<c>.lock</c>) sees to that. Not thread-safe,
/// like its document: one caller at a time for both.
/// </remarks>
public sealed class DocumentJournal : IDisposable, IAsyncDisposable
{
    internal const long SmallestGrowth = 256 * 1024;

    private readonly SharedDocument _document;
    private readonly FileStream _lock;
    private readonly JournalFile _file;
    private readonly long _smallestGrowth;
    private long _compactAt;
    private bool _isDisposed;

    private DocumentJournal(
        SharedDocument document, FileStream lockFile, JournalFile file, JournalRecovery? recovery, long smallestGrowth)
    {
        (_document, _lock, _file, _smallestGrowth) = (document, lockFile, file, smallestGrowth);
        Recovery = recovery;
        _compactAt = smallestGrowth;
    }

    /// <summary>What was wrong with the file and has been put right; null if nothing was.</summary>
    public JournalRecovery? Recovery { get; }

    /// <summary>How large the file is.</summary>
    public long FileBytes => _file.Length;

    /// <summary>Why the file does not have all that was appended; null when it does.</summary>
    public Exception? AppendError { get; private set; }

    /// <summary>
    /// Why the file could not be made small when it was time to; null after it could. Nothing is lost, and it is tried
    /// again when the file has grown further.
    /// </summary>
    public Exception? CompactionError { get; private set; }

    /// <summary>Opens a document, or makes an empty one.</summary>
    /// <param name="path">The file. Its folder exists.</param>
    /// <param name="replicaForANewFile">The document's id if there is no file yet; otherwise it gets a fresh
    /// one.</param>
    /// <param name="document">The document. Its edits, and the updates that it applies, are to be appended.</param>
    /// <exception cref="IOException">It cannot be read or written, or is open already.</exception>
    /// <exception cref="InvalidDataException">The file is something else, or of a later version. It is left as it
    /// is.</exception>
    public static DocumentJournal Open(string path, ReplicaId replicaForANewFile, out SharedDocument document) =>
        Open(path, replicaForANewFile, SmallestGrowth, out document);

    /// <summary>Opens a document, or makes an empty one, under a fresh id.</summary>
    /// <inheritdoc cref="Open(string, ReplicaId, out SharedDocument)"/>
    public static DocumentJournal Open(string path, out SharedDocument document) =>
        Open(path, ReplicaId.Create(), out document);

    internal static DocumentJournal Open(
        string path, ReplicaId replicaForANewFile, long smallestGrowth, out SharedDocument document)
    {
        FileStream lockFile = OwnersFile.Open(path + ".lock", FileMode.OpenOrCreate, FileShare.None);
        try
        {
            bool isNew = !File.Exists(path);
            byte[] bytes = isNew ? [] : File.ReadAllBytes(path);
            document = new SharedDocument(isNew ? replicaForANewFile : ReplicaId.Create());
            JournalScan scan = Read(path, bytes, document);
            File.Delete(JournalFile.TemporaryOf(path));
            string? copy = scan.DamagedBytes > 0 ? path + ".damaged" : null;
            if (copy is not null)
                File.Copy(path, copy, overwrite: true);
            int torn = bytes.Length - scan.GoodBytes;
            JournalRecovery? recovery = torn > 0 || copy is not null
                ? new JournalRecovery(torn, scan.DamagedBytes, copy)
                : null;
            JournalFile file = JournalFile.Open(path, scan.GoodBytes);
            var journal = new DocumentJournal(document, lockFile, file, recovery, smallestGrowth);
            journal.Begin(scan);
            return journal;
        }
        catch
        {
            lockFile.Dispose();
            throw;
        }
    }

    /// <summary>Keeps an update. It survives the death of the process from when this returns.</summary>
    /// <param name="update">What an edit of the document has given, or what it has applied.</param>
    /// <exception cref="IOException">It could not be written: see <see cref="AppendError"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public void Append(ReadOnlySpan<byte> update)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        try
        {
            // Not behind the writing: whoever appends before the document has the update must not lose it to the
            // snapshot.
            if (AppendError is not null)
                Compact();
            else if (_file.Length >= _compactAt)
                TryCompact();
            Write(update);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            AppendError = error;
            throw;
        }
    }

    /// <summary>Keeps an update, or says no; <see cref="AppendError"/> has the reason then.</summary>
    /// <inheritdoc cref="Append"/>
    public bool TryAppend(ReadOnlySpan<byte> update)
    {
        try
        {
            Append(update);
            return true;
        }
        catch (Exception error) when (error == AppendError)
        {
            return false;
        }
    }

    /// <summary>Returns when the disk has all that was appended.</summary>
    /// <exception cref="IOException">That could not be done.</exception>
    public void Flush()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (AppendError is null)
            _file.Flush();
        else
            Compact();
    }

    /// <summary>Makes the file as small as the document, and flushes it.</summary>
    /// <exception cref="IOException">That could not be done; the file is as it was.</exception>
    public void Compact()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _file.Replace(
        [
            JournalScan.Header.ToArray(),
            Record(_document.UpdateSince(StateVector.Empty)),
            .. _document.Waiting.Select(static update => (ReadOnlyMemory<byte>)Record(update)),
        ]);
        _compactAt = _file.Length + long.Max(_smallestGrowth, _file.Length);
        CompactionError = AppendError = null;
    }

    /// <summary>Flushes and closes the file.</summary>
    /// <exception cref="IOException">What could not be appended can still not be written.</exception>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        try
        {
            Flush();
        }
        finally
        {
            _isDisposed = true;
            _file.Dispose();
            _lock.Dispose();
        }
    }

    /// <summary>The same as <see cref="Dispose"/>.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static JournalScan Read(string path, byte[] bytes, SharedDocument document)
    {
        JournalScan scan = JournalScan.Of(bytes);
        // A process may have been killed before it had written the first bytes.
        bool isTornHeader = bytes.Length < JournalScan.Header.Length && JournalScan.Header.StartsWith(bytes);
        if (!scan.HasHeader && scan.Records.Count == 0 && !isTornHeader)
            throw new InvalidDataException($"'{path}' is no journal of a document.");
        foreach ((int start, int length) in scan.Records)
        {
            if (!document.TryReplay(bytes.AsSpan(start, length)))
                throw new InvalidDataException($"'{path}' has an update of another version, at byte {start}.");
        }
        return scan;
    }

    private void Write(ReadOnlySpan<byte> update)
    {
        int length = JournalRecord.HeaderBytes + update.Length;
        byte[] record = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            JournalRecord.Write(record, update);
            _file.Append(record.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(record);
        }
    }

    private static byte[] Record(byte[] update)
    {
        byte[] record = new byte[JournalRecord.HeaderBytes + update.Length];
        JournalRecord.Write(record, update);
        return record;
    }

    private void Begin(JournalScan scan)
    {
        if (!scan.HasHeader || scan.DamagedBytes > 0)
            Compact();
        else if (scan.Records is [(_, int first), ..])
            _compactAt = first + long.Max(_smallestGrowth, first);
        if (_file.Length >= _compactAt)
            TryCompact();
    }

    private void TryCompact()
    {
        try
        {
            Compact();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            CompactionError = error;
            _compactAt = _file.Length + long.Max(_smallestGrowth, _file.Length);
        }
    }
}
