using FileShare.Contracts;
using FileShare.Names;

namespace FileShare.Folders;

/// <summary>Lists and opens the files of a directory, as far as they are shared.</summary>
internal sealed class SharedFolder(FolderRoot root)
{
    /// <summary>Every shared file, by name and without its hash. Nothing is kept, and no file is opened.</summary>
    /// <param name="under">Only this file, or what is below this directory.</param>
    public IEnumerable<SharedFile> List(SharedPath? under = null)
    {
        if (under is not null && Find(under) is { } file)
            return [file];
        string? start = under is null ? root.Directory : root.Locate(under);
        return start is null || !Directory.Exists(start) ? [] : Walk(new DirectoryInfo(start), under?.Text);
    }

    /// <summary>One shared file, without its hash.</summary>
    /// <returns>Null if there is none.</returns>
    public SharedFile? Find(SharedPath path)
    {
        string? at = root.Locate(path);
        return at is not null && new FileInfo(at) is { Exists: true } file ? Describe(file, path.Text) : null;
    }

    /// <summary>What a file is now.</summary>
    public SharedFile? Find(SharedFile file) => SharedPath.TryParse(file.Path) is { } path ? Find(path) : null;

    /// <summary>Opens a piece of a file.</summary>
    /// <returns>Null if the file is gone, or not the one any more that is asked for.</returns>
    public Stream? Open(SharedFile file, long from, long count)
    {
        if (SharedPath.TryParse(file.Path) is not { } path || Find(path) is not { } now || !IsSame(file, now))
            return null;
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        // What has no length is never opened: if it is a pipe or a device, that might not return.
        return now.Length == 0
            ? Stream.Null
            : new FileRange(root.Locate(path)!, from, long.Clamp(file.Length - from, 0, count));
    }

    /// <summary>Whether a file is what it was, as far as can be told without reading it.</summary>
    public static bool IsSame(SharedFile one, SharedFile other) =>
        one.Length == other.Length && one.Modified == other.Modified;

    private static IEnumerable<SharedFile> Walk(DirectoryInfo directory, string? path)
    {
        var entries = directory.EnumerateFileSystemInfos("*", new EnumerationOptions
        {
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
            IgnoreInaccessible = true,
        });
        foreach (FileSystemInfo entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            string entryPath = path is null ? entry.Name : $"{path}/{entry.Name}";
            if (!NameRules.IsSafe(entry.Name))
                continue;
            if (entry is FileInfo file)
                yield return Describe(file, entryPath);
            else if (entry is DirectoryInfo inner)
                foreach (SharedFile below in Walk(inner, entryPath))
                    yield return below;
        }
    }

    private static SharedFile Describe(FileInfo file, string path) =>
        new(path, file.Length, new DateTimeOffset(file.LastWriteTimeUtc));
}
