namespace PeerRpc.SharedText.Tests.Journals;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("sharedtext-").FullName;

    public string File(string name) => Path.Combine(_path, name);

    public IEnumerable<string> Files() => Directory.EnumerateFileSystemEntries(_path)
        .Select(path => Path.GetFileName(path))
        .Order(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
