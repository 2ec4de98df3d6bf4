namespace PeerRpc.Docs.Tests.Repository;

/// <summary>Where the repository lies.</summary>
internal static class RepositoryRoot
{
    /// <summary>The folder with the solution, found upwards from where the tests run.</summary>
    public static string Folder { get; } = Find();

    /// <summary>The whole path of a file of the repository.</summary>
    public static string Path(string relative) => System.IO.Path.Combine(Folder, relative);

    /// <summary>The text of a file of the repository.</summary>
    public static string Read(string relative) => File.ReadAllText(Path(relative));

    /// <summary>The path of a file within the repository, with slashes.</summary>
    public static string Relative(string path) => System.IO.Path.GetRelativePath(Folder, path).Replace('\\', '/');

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "PeerRpc.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("PeerRpc.sln was not found above the tests.");
    }
}
