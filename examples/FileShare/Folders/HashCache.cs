using System.Collections.Concurrent;
using FileShare.Contracts;

namespace FileShare.Folders;

/// <summary>Computes hashes when they are asked for, and again only when length or time of the file differ.</summary>
/// <remarks>
/// Those who ask for the same file at the same time share the work. It goes on when one of them gives up, since the
/// next one will ask again; it ends with the cache.
/// </remarks>
internal sealed class HashCache(SharedFolder folder) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _room = new(int.Max(2, Environment.ProcessorCount / 2));
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Adds the hash to a file.</summary>
    /// <returns>Null if the file is gone, or changed while it was read.</returns>
    public async Task<SharedFile?> DescribeAsync(SharedFile file, CancellationToken cancellationToken = default)
    {
        Entry entry = _entries.AddOrUpdate(
            file.Path,
            _ => NewEntry(file),
            (_, known) => SharedFolder.IsSame(known.File, file) ? known : NewEntry(file));
        string? hash = await entry.Hash.Value.WaitAsync(cancellationToken);
        if (hash is null)
            _entries.TryRemove(KeyValuePair.Create(file.Path, entry));
        return hash is null ? null : file with { Sha256 = hash };
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (Entry entry in _entries.Values.Where(entry => entry.Hash.IsValueCreated))
            await ((Task)entry.Hash.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _room.Dispose();
    }

    private Entry NewEntry(SharedFile file) => new(file, new Lazy<Task<string?>>(() => ComputeAsync(file)));

    private async Task<string?> ComputeAsync(SharedFile file)
    {
        await _room.WaitAsync(_stop.Token);
        try
        {
            await using Stream? content = folder.Open(file, 0, file.Length);
            if (content is null)
                return null;
            string hash = await ContentHash.ComputeAsync(content, _stop.Token);
            return folder.Find(file) is { } now && SharedFolder.IsSame(file, now) ? hash : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // as good as gone: nobody will get it
        }
        finally
        {
            _room.Release();
        }
    }

    private sealed record Entry(SharedFile File, Lazy<Task<string?>> Hash);
}
