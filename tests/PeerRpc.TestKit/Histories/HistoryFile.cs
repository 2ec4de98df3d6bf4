namespace PeerRpc.TestKit.Histories;

/// <summary>A history that <see cref="HistoryFileWriter"/> has written, read in constant memory.</summary>
/// <remarks>A last line that was not finished is left out: its writer was killed before it went on.</remarks>
/// <param name="path">The file.</param>
public sealed class HistoryFile(string path) : IHistory
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>The file.</summary>
    public string Path => path;

    /// <exception cref="FormatException">A line is broken.</exception>
    public IEnumerable<HistoryEvent> Read()
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        byte[] buffer = new byte[BufferBytes];
        int held = 0;
        while (file.Read(buffer, held, buffer.Length - held) is > 0 and int read)
        {
            held += read;
            int begin = 0;
            while (buffer.AsSpan(begin, held - begin).IndexOf((byte)'\n') is >= 0 and int length)
            {
                yield return Parse(buffer.AsSpan(begin, length));
                begin += length + 1;
            }
            buffer.AsSpan(begin, held - begin).CopyTo(buffer);
            held -= begin;
            if (held == buffer.Length)
                throw new FormatException($"{path} has a line that is too long.");
        }
    }

    private HistoryEvent Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return HistoryLine.Parse(line);
        }
        catch (FormatException exception)
        {
            throw new FormatException($"{path}: {exception.Message}", exception);
        }
    }
}
