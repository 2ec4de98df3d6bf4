namespace Quickstart;

/// <summary>Finds the file that is sent.</summary>
internal static class FileToSend
{
    /// <summary>The file named on the command line, or the README.md next above the current directory.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static FileInfo Find(string[] args) => args is [string named, ..] ? Existing(named) : ReadmeAbove();

    private static FileInfo Existing(string path) =>
        File.Exists(path) ? new FileInfo(path) : throw new FileNotFoundException($"There is no file '{path}'.");

    private static FileInfo ReadmeAbove()
    {
        for (DirectoryInfo? at = new(Environment.CurrentDirectory); at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "README.md");
            if (File.Exists(candidate))
                return new FileInfo(candidate);
        }
        throw new FileNotFoundException("There is no README.md here or above; name the file to send.");
    }
}
