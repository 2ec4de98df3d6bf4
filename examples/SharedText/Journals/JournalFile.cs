using Microsoft.Win32.SafeHandles;

namespace SharedText.Journals;

/// <summary>A file that records are appended to, and that is replaced as a whole.</summary>
internal sealed class JournalFile : IDisposable
{
    private readonly string _path;
    private SafeFileHandle _handle;

    private JournalFile(string path, SafeFileHandle handle, long length) =>
        (_path, _handle, Length) = (path, handle, length);

    /// <summary>How many bytes there are.</summary>
    public long Length { get; private set; }

    /// <summary>Opens a file, and cuts off what stands behind its good bytes.</summary>
    public static JournalFile Open(string path, long length)
    {
        SafeFileHandle handle = Open(path, FileMode.OpenOrCreate);
        try
        {
            if (RandomAccess.GetLength(handle) > length)
                RandomAccess.SetLength(handle, length);
            return new JournalFile(path, handle, length);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Writes bytes behind all others. If that fails, what was written of them does not count.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_handle, bytes, Length);
        Length += bytes.Length;
    }

    /// <summary>Returns when the disk has everything.</summary>
    public void Flush() => RandomAccess.FlushToDisk(_handle);

    /// <summary>Puts other bytes in the place of all. Whenever the power fails, one or the other is there.</summary>
    public void Replace(IEnumerable<ReadOnlyMemory<byte>> parts)
    {
        string temporary = TemporaryOf(_path);
        long length = 0;
        using (SafeFileHandle handle = Open(temporary, FileMode.Create))
        {
            foreach (ReadOnlyMemory<byte> part in parts)
            {
                RandomAccess.Write(handle, part.Span, length);
                length += part.Length;
            }
            RandomAccess.FlushToDisk(handle);
        }
        // Not every system replaces a file that is open.
        _handle.Dispose();
        try
        {
            File.Move(temporary, _path, overwrite: true);
            Length = length;
        }
        finally
        {
            _handle = Open(_path, FileMode.OpenOrCreate);
        }
        DirectorySync.Flush(_path);
    }

    /// <summary>Where the next contents are written before they take the place of the old ones.</summary>
    public static string TemporaryOf(string path) => path + ".new";

    public void Dispose() => _handle.Dispose();

    private static SafeFileHandle Open(string path, FileMode mode) =>
        File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.Read);
}
