namespace PeerRpc.Simulations.Planted;

/// <summary>A copy of the product's source, in which bugs are planted; the repository stays as it is.</summary>
internal sealed class SourceCopy : IDisposable
{
    private static readonly string[] Settings = ["Directory.Build.props", "Directory.Packages.props", ".editorconfig"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peerrpc-planted-");

    /// <param name="root">The repository.</param>
    public SourceCopy(string root)
    {
        CopyFolder(Path.Combine(root, "src"), Source);
        foreach (string name in Settings)
            File.Copy(Path.Combine(root, name), Path.Combine(_folder.FullName, name));
    }

    private string Source => Path.Combine(_folder.FullName, "src");

    /// <summary>Where a project stands in the copy.</summary>
    public string ProjectOf(PlantedBug bug) => Path.Combine(Source, bug.Project);

    /// <summary>A new folder within the copy.</summary>
    public string NewFolder(string name) =>
        Directory.CreateDirectory(Path.Combine(_folder.FullName, name)).FullName;

    /// <summary>Plants a bug until the result is disposed of.</summary>
    /// <exception cref="InvalidOperationException">Its text does not occur exactly once.</exception>
    public IDisposable Plant(PlantedBug bug)
    {
        string path = Path.Combine(Source, bug.File);
        string before = File.ReadAllText(path);
        File.WriteAllText(path, bug.ApplyTo(before));
        return new Planting(path, before);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Copies a folder with all that is in it.</summary>
    public static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string folder in Directory.EnumerateDirectories(from))
            CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
        foreach (string file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
    }

    private sealed class Planting(string path, string before) : IDisposable
    {
        public void Dispose() => File.WriteAllText(path, before);
    }
}
