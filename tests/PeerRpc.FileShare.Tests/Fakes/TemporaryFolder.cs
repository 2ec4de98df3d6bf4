using System.Security.Cryptography;
using FileShare.Contracts;

namespace PeerRpc.FileShare.Tests.Fakes;

/// <summary>A directory that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("fileshare-").FullName;

    public string PathOf(string path) => Path.Combine(Directory, path);

    /// <summary>Writes bytes that are the same for the same seed.</summary>
    /// <returns>The file, with its hash.</returns>
    public SharedFile Write(string path, int length, int seed = 1)
    {
        byte[] content = Content(length, seed);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllBytes(PathOf(path), content);
        return new SharedFile(path, length, Modified(path), Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    public DateTimeOffset Modified(string path) => new(File.GetLastWriteTimeUtc(PathOf(path)));

    public string HashOf(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(PathOf(path))));

    public static byte[] Content(int length, int seed = 1)
    {
        byte[] content = new byte[length];
        new Random(seed).NextBytes(content);
        return content;
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
