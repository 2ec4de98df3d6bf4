using FileShare.Names;

namespace FileShare.Folders;

/// <summary>A directory that nothing named in it leads out of.</summary>
/// <remarks>
/// A <see cref="SharedPath"/> cannot climb; a symbolic link on its way could. So no link is followed, not even one that
/// stays inside: that would let two paths be one file, and a directory contain itself.
/// </remarks>
internal sealed class FolderRoot(string directory)
{
    /// <summary>The directory itself, which may be reached by a link.</summary>
    public string Directory { get; } = Path.GetFullPath(directory);

    /// <summary>Where a path lies, whether or not there is something.</summary>
    /// <returns>Null if there is a link on the way.</returns>
    public string? Locate(SharedPath path)
    {
        string at = Directory;
        foreach (string name in path.Names)
        {
            at = Path.Combine(at, name);
            if (IsLink(at))
                return null;
        }
        return at;
    }

    /// <summary>Like <see cref="Locate"/>, and makes the directories on the way.</summary>
    public string? Prepare(SharedPath path)
    {
        string? at = Locate(path);
        if (at is not null)
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(at)!);
        return at;
    }

    // A link that leads nowhere does not exist for File.Exists, but writing to it would follow it.
    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;
}
