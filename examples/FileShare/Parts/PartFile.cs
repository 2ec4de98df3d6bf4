using FileShare.Contracts;
using FileShare.Folders;
using Microsoft.Win32.SafeHandles;

namespace FileShare.Parts;

/// <summary>A file on its way: <c>NAME.part</c>, with <c>NAME.part.json</c> beside it.</summary>
/// <remarks>
/// <list type="number">
/// <item>Opening takes up what an earlier attempt has left, if it is a part of the same content.</item>
/// <item>Bytes are written at their place, from several threads at once.</item>
/// <item>From time to time the state is saved. It claims only what has been written before, so a process that is killed
/// at any moment leaves a part that can be taken up. (If the machine itself loses power, the state may claim what the
/// disk has not got; then the hash is wrong at the end, and the file starts anew.)</item>
/// <item>When all is there, the hash is checked against what stands on the disk, and the file gets its name.</item>
/// </list>
/// </remarks>
internal sealed class PartFile : IDisposable
{
    // What is lost when the process is killed; saving the state costs well below a millisecond.
    private const long BytesBetweenSaves = 8 * 1024 * 1024;

    private readonly string _target;
    private readonly SharedFile _source;
    private readonly SafeFileHandle _handle;
    private readonly Lock _gate = new(); // guards everything below, and the state file
    private readonly RangeSet _done = new();
    private long _saved;
    private bool _isFinished;

    private PartFile(string target, SharedFile source, SafeFileHandle handle)
    {
        _target = target;
        _source = source;
        _handle = handle;
    }

    private string PartPath => _target + ".part";

    private string StatePath => _target + ".part.json";

    /// <summary>Opens, or makes, the part of a file.</summary>
    /// <param name="target">The name that the file is to have in the end.</param>
    /// <param name="source">What it is to become, with its hash.</param>
    /// <exception cref="IOException">Another process is writing it.</exception>
    public static PartFile Open(string target, SharedFile source)
    {
        SafeFileHandle handle = File.OpenHandle(
            target + ".part", FileMode.OpenOrCreate, FileAccess.ReadWrite, System.IO.FileShare.None,
            FileOptions.Asynchronous);
        var part = new PartFile(target, source, handle);
        try
        {
            part.TakeUp();
            return part;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>How many bytes are there.</summary>
    public long DoneBytes
    {
        get
        {
            lock (_gate)
                return _done.Count;
        }
    }

    /// <summary>Up to where everything is there from the beginning.</summary>
    public long Prefix
    {
        get
        {
            lock (_gate)
                return _done.Prefix;
        }
    }

    /// <summary>What is still missing.</summary>
    public IReadOnlyList<ByteRange> Missing
    {
        get
        {
            lock (_gate)
                return [.. _done.Missing(_source.Length)];
        }
    }

    /// <summary>Writes some bytes at their place.</summary>
    public async ValueTask WriteAsync(long at, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await RandomAccess.WriteAsync(_handle, bytes, at, cancellationToken);
        lock (_gate)
        {
            _done.Add(new ByteRange(at, at + bytes.Length));
            if (_done.Count - _saved >= BytesBetweenSaves)
                Save();
        }
    }

    /// <summary>Checks the hash and gives the file its name. A part with a wrong hash is thrown away.</summary>
    /// <exception cref="DamagedFileException">The hash is wrong.</exception>
    /// <exception cref="IOException">There is a file of that name, and it may not be overwritten.</exception>
    public async Task FinishAsync(bool overwrite, CancellationToken cancellationToken)
    {
        lock (_gate)
            Save();
        RandomAccess.SetLength(_handle, _source.Length);
        if (await ContentHash.ComputeAsync(_handle, cancellationToken) != _source.Sha256)
        {
            Discard();
            throw new DamagedFileException(_source.Path);
        }
        FileTimes.Set(_handle, _source.Modified);
        _handle.Dispose();
        File.Move(PartPath, _target, overwrite);
        File.Delete(StatePath);
        _isFinished = true;
    }

    /// <summary>Lets go of the part; what is there stays for the next attempt.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (!_isFinished && !_handle.IsClosed)
                Save();
        }
        _handle.Dispose();
    }

    private void TakeUp()
    {
        if (PartState.Load(StatePath) is not { } state || !state.IsOf(_source))
        {
            RandomAccess.SetLength(_handle, 0);
            File.Delete(StatePath);
            return;
        }
        long length = long.Min(RandomAccess.GetLength(_handle), _source.Length);
        foreach (ByteRange range in state.Done.Where(range => range.From >= 0))
            _done.Add(range with { To = long.Min(range.To, length) });
        _saved = _done.Count;
    }

    // A part that is smaller than what may be lost anyway needs no state until it is interrupted.
    private void Save()
    {
        if (_done.Count == _saved || (_done.Count == _source.Length && _source.Length < BytesBetweenSaves))
            return;
        new PartState(_source, _done.Ranges).Save(StatePath);
        _saved = _done.Count;
    }

    private void Discard()
    {
        _handle.Dispose();
        File.Delete(PartPath);
        File.Delete(StatePath);
        _isFinished = true;
    }
}
