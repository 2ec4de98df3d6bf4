namespace SharedText.Journals;

/// <summary>A file that records are appended to, and that is replaced as a whole.</summary>
internal sealed class JournalFile : IDisposable
{
    private readonly string _path;
    private FileStream _file;

    private JournalFile(string path, FileStream file, long length) => (_path, _file, Length) = (path, file, length);

    /// <summary>How many bytes there are.</summary>
    public long Length { get; private set; }

    /// <summary>Opens a file, and cuts off what stands behind its good bytes.</summary>
    public static JournalFile Open(string path, long length)
    {
        FileStream file = Open(path, FileMode.OpenOrCreate);
        try
        {
            if (file.Length > length)
                file.SetLength(length);
            return new JournalFile(path, file, length);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes bytes behind all others. If that fails, what was written of them does not count.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Reopen();
        _file.Position = Length;
        Write(_file, bytes);
        Length += bytes.Length;
    }

    /// <summary>Returns when the disk has everything.</summary>
    public void Flush()
    {
        Reopen();
        _file.Flush(flushToDisk: true);
    }

    /// <summary>Puts other bytes in the place of all. Whenever the power fails, one or the other is there.</summary>
    public void Replace(IEnumerable<ReadOnlyMemory<byte>> parts)
    {
        string temporary = TemporaryOf(_path);
        long length;
        try
        {
            length = Write(temporary, parts);
        }
        catch
        {
            File.Delete(temporary); // what has filled the disk
            throw;
        }
        // Not every system replaces a file that is open.
        _file.Dispose();
        try
        {
            File.Move(temporary, _path, overwrite: true);
            Length = length;
        }
        finally
        {
            Reopen();
        }
        DirectorySync.Flush(_path);
    }

    /// <summary>Where the next contents are written before they take the place of the old ones.</summary>
    public static string TemporaryOf(string path) => path + ".new";

    public void Dispose() => _file.Dispose();

    private static long Write(string path, IEnumerable<ReadOnlyMemory<byte>> parts)
    {
        using FileStream file = Open(path, FileMode.Create);
        foreach (ReadOnlyMemory<byte> part in parts)
            Write(file, part.Span);
        file.Flush(flushToDisk: true);
        return file.Length;
    }

    private static void Write(FileStream file, ReadOnlySpan<byte> bytes)
    {
        try
        {
            file.Write(bytes);
        }
        catch (ArgumentOutOfRangeException tooLarge)
        {
            // So .NET says that the system lets no file become so large.
            throw new IOException(tooLarge.Message, tooLarge);
        }
    }

    private static FileStream Open(string path, FileMode mode) => OwnersFile.Open(path, mode, FileShare.Read);

    // Another time, if it could not be opened when it had been replaced.
    private void Reopen()
    {
        if (!_file.CanWrite)
            _file = Open(_path, FileMode.OpenOrCreate);
    }
}
