namespace FileShare.Progress;

/// <summary>How far one file has come. Those who transfer write it, a display reads it, on any threads.</summary>
internal sealed class Transfer(string name, long length)
{
    private readonly Lock _gate = new(); // guards _sources
    private readonly List<string> _sources = [];
    private long _done;

    /// <summary>What is transferred.</summary>
    public string Name => name;

    /// <summary>How many bytes it has in all.</summary>
    public long Length => length;

    /// <summary>How many of them are where they are to be.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>How many of those have been there before.</summary>
    public long Resumed { get; private set; }

    /// <summary>How many have come now.</summary>
    public long Received => Done - Resumed;

    /// <summary>Who sends it right now.</summary>
    public IReadOnlyList<string> Sources
    {
        get
        {
            lock (_gate)
                return [.. _sources];
        }
    }

    /// <summary>Counts bytes that have been transferred.</summary>
    public void Add(long bytes) => Interlocked.Add(ref _done, bytes);

    /// <summary>Says how many bytes are there in all.</summary>
    public void Reach(long bytes) => Interlocked.Exchange(ref _done, bytes);

    /// <summary>Counts bytes that an earlier attempt has transferred.</summary>
    public void Resume(long bytes)
    {
        Resumed = bytes;
        Reach(bytes);
    }

    /// <summary>Whether more than one has been asked to send.</summary>
    public bool HadSeveralSources { get; private set; }

    public void AddSource(string source)
    {
        lock (_gate)
        {
            _sources.Add(source);
            HadSeveralSources |= _sources.Count > 1;
        }
    }

    public void RemoveSource(string source)
    {
        lock (_gate)
            _sources.Remove(source);
    }
}
