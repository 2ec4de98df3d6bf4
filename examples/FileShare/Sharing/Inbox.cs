using System.Buffers;
using System.Collections.Concurrent;
using FileShare.Contracts;
using FileShare.Folders;
using FileShare.Names;
using FileShare.Parts;

namespace FileShare.Sharing;

/// <summary>Takes the files that others put into the shared directory, as far as they may.</summary>
internal sealed class Inbox(TargetFolder target, SharedFolder folder, HashCache hashes, UploadRule rule)
{
    private const int BufferBytes = 256 * 1024;

    private readonly ConcurrentDictionary<string, bool> _busy = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file may come, and from which byte on it is missing.</summary>
    public async Task<long> OfferAsync(NewFile file, CancellationToken cancellationToken)
    {
        (SharedPath path, string at) = Place(file);
        if (folder.Find(path) is { } here
            && here.Length == file.File.Length
            && await hashes.DescribeAsync(here, cancellationToken) is { } described
            && described.Sha256 == file.File.Sha256)
            return file.File.Length;
        CheckOverwriting(file, at);

        using Turn turn = TakeTurn(file, at);
        target.Prepare(path);
        using PartFile part = PartFile.Open(at, file.File);
        if (target.FreeBytes < file.File.Length - part.DoneBytes)
            throw Refusals.Create(RefusalReason.NoRoom, file.File.Path);
        return part.Prefix;
    }

    /// <summary>Stores a file from a certain byte on.</summary>
    public async Task StoreAsync(
        NewFile file, long from, Stream content, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        (_, string at) = Place(file);
        CheckOverwriting(file, at);
        using Turn turn = TakeTurn(file, at);
        using PartFile part = PartFile.Open(at, file.File);
        if (part.Prefix < from || from < 0)
            throw Refusals.Create(RefusalReason.Changed, file.File.Path);
        await WriteAsync(part, new ByteRange(from, file.File.Length), content, progress, cancellationToken);
        try
        {
            await part.FinishAsync(MayOverwrite(file), cancellationToken);
        }
        catch (DamagedFileException)
        {
            throw Refusals.Create(RefusalReason.Damaged, file.File.Path);
        }
    }

    // What is there when the sender stops early, or fails, stays for the next attempt.
    private static async Task WriteAsync(
        PartFile part, ByteRange rest, Stream content, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            // No byte more than was offered is taken.
            while (!rest.IsEmpty
                && await content.ReadAsync(Wanted(buffer, rest), cancellationToken) is > 0 and var count)
            {
                await part.WriteAsync(rest.From, buffer.AsMemory(0, count), cancellationToken);
                rest = rest with { From = rest.From + count };
                progress?.Report(rest.From);
            }
            if (!rest.IsEmpty)
                throw new EndOfStreamException("The sender has stopped early.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Memory<byte> Wanted(byte[] buffer, ByteRange rest) =>
        buffer.AsMemory(0, (int)long.Min(buffer.Length, rest.Length));

    private (SharedPath Path, string At) Place(NewFile file)
    {
        if (rule == UploadRule.None)
            throw Refusals.Create(RefusalReason.NoUploads, file.File.Path);
        return SharedPath.TryParse(file.File.Path) is { } path && target.Locate(path) is { } at
            ? (path, at)
            : throw Refusals.Create(RefusalReason.BadName, file.File.Path);
    }

    private void CheckOverwriting(NewFile file, string at)
    {
        if (Path.Exists(at) && !MayOverwrite(file))
            throw Refusals.Create(RefusalReason.Exists, file.File.Path);
    }

    private bool MayOverwrite(NewFile file) => file.Overwrite && rule == UploadRule.Overwrite;

    private Turn TakeTurn(NewFile file, string at) => _busy.TryAdd(at, true)
        ? new Turn(() => _busy.TryRemove(at, out _))
        : throw Refusals.Create(RefusalReason.Busy, file.File.Path);

    private sealed class Turn(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
