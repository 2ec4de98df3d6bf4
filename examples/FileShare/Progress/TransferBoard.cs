namespace FileShare.Progress;

/// <summary>What is being transferred, and what has been: written by the transfers, read by a display.</summary>
internal sealed class TransferBoard
{
    private readonly Lock _gate = new(); // guards everything below
    private readonly List<Transfer> _running = [];
    private long _doneBytes;
    private long _received;
    private int _doneFiles;

    /// <summary>How many files there are, as far as known.</summary>
    public int Files { get; private set; }

    /// <summary>How many bytes they have, as far as known.</summary>
    public long Bytes { get; private set; }

    /// <summary>What is under way.</summary>
    public IReadOnlyList<Transfer> Running
    {
        get
        {
            lock (_gate)
                return [.. _running];
        }
    }

    /// <summary>How many files have come, been skipped, or failed.</summary>
    public int DoneFiles
    {
        get
        {
            lock (_gate)
                return _doneFiles;
        }
    }

    /// <summary>How many bytes are where they are to be, those of earlier attempts included.</summary>
    public long DoneBytes
    {
        get
        {
            lock (_gate)
                return _doneBytes + _running.Sum(transfer => transfer.Done);
        }
    }

    /// <summary>How many bytes have come now.</summary>
    public long Received
    {
        get
        {
            lock (_gate)
                return _received + _running.Sum(transfer => transfer.Received);
        }
    }

    /// <summary>Expects one more file.</summary>
    public void Expect(long bytes)
    {
        lock (_gate)
        {
            Files++;
            Bytes += bytes;
        }
    }

    /// <summary>Begins to transfer a file that is expected.</summary>
    public Transfer Begin(string name, long length)
    {
        var transfer = new Transfer(name, length);
        lock (_gate)
            _running.Add(transfer);
        return transfer;
    }

    /// <summary>Ends it, whether it has succeeded or not.</summary>
    public void End(Transfer transfer)
    {
        lock (_gate)
        {
            _running.Remove(transfer);
            _doneFiles++;
            _doneBytes += transfer.Done;
            _received += transfer.Received;
        }
    }
}
