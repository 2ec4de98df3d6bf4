namespace PeerRpc.TestKit.Histories;

/// <summary>Writes the history of one process to a file, so that it survives the process being killed.</summary>
/// <remarks>
/// Each event is one write of the operating system before <see cref="Write"/> returns: what was written stays, however
/// the process ends. A limit keeps a run that went wild from filling the disk.
/// </remarks>
/// <param name="path">The file; a new one.</param>
/// <param name="maxBytes">How long it may get.</param>
public sealed class HistoryFileWriter(string path, long maxBytes = HistoryFileWriter.DefaultMaxBytes)
    : IHistorySink, IDisposable
{
    /// <summary>Ten million events or so.</summary>
    public const long DefaultMaxBytes = 512L * 1024 * 1024;

    private readonly Lock _gate = new(); // guards the file and its length
    private readonly FileStream _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
    private long _length;

    public void Write(in HistoryEvent entry)
    {
        Span<byte> line = stackalloc byte[HistoryLine.MaxBytes];
        int length = HistoryLine.Write(entry, line);
        lock (_gate)
        {
            if (_length + length > maxBytes)
                throw new InvalidOperationException($"The history in {path} would get longer than {maxBytes} bytes.");
            _file.Write(line[..length]);
            _length += length;
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _file.Dispose();
    }
}
