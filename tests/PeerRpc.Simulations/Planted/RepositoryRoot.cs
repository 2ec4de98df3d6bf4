namespace PeerRpc.Simulations.Planted;

/// <summary>Where the repository stands that this program was built from.</summary>
internal static class RepositoryRoot
{
    private const string Mark = "PeerRpc.sln";

    /// <exception cref="InvalidOperationException">The program does not lie within a repository.</exception>
    public static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Mark)))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new InvalidOperationException($"No {Mark} above {AppContext.BaseDirectory}.");
    }
}
