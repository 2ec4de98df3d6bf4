namespace FileShare.Parts;

/// <summary>What came is not what the hash belongs to.</summary>
internal sealed class DamagedFileException(string path)
    : Exception($"'{path}' has not come as it was described: its hash is another one.")
{
    /// <summary>The file.</summary>
    public string Path => path;
}
