using FileShare.Names;

namespace FileShare.Folders;

/// <summary>A directory that files are written to: never outside, and never two into one.</summary>
internal sealed class TargetFolder
{
    private readonly FolderRoot _root;
    private readonly Lazy<HashSet<string>> _claimed;

    public TargetFolder(string directory)
    {
        _root = new FolderRoot(directory);
        System.IO.Directory.CreateDirectory(_root.Directory);
        _claimed = new Lazy<HashSet<string>>(() => new HashSet<string>(
            IgnoresCase() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal));
    }

    /// <summary>The directory itself.</summary>
    public string Directory => _root.Directory;

    /// <summary>How much room is left there.</summary>
    public long FreeBytes => new DriveInfo(Directory).AvailableFreeSpace;

    /// <summary>Where a path lies; null if a link is on the way.</summary>
    public string? Locate(SharedPath path) => _root.Locate(path);

    /// <summary>Makes the directories on the way to a path.</summary>
    public void Prepare(SharedPath path) => _root.Prepare(path);

    /// <summary>Claims a path for one file.</summary>
    /// <returns>False if another file has it, or one that only differs by case where that is no difference.</returns>
    public bool TryClaim(SharedPath path) => _claimed.Value.Add(path.Text);

    // It depends on the file system more than on the system: a stick may be formatted in any way.
    private bool IgnoresCase()
    {
        string probe = Path.Combine(Directory, $".fileshare-probe-{Guid.NewGuid():n}");
        using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            return File.Exists(Path.Combine(Directory, Path.GetFileName(probe).ToUpperInvariant()));
    }
}
