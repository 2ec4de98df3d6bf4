using System.Text.Json;
using FileShare.Contracts;

namespace FileShare.Parts;

/// <summary>What is known about an unfinished file: which one it is to become, and what of it is there.</summary>
/// <param name="Source">The file at its source, with its hash.</param>
/// <param name="Done">What has been written, in ascending order.</param>
internal sealed record PartState(SharedFile Source, IReadOnlyList<ByteRange> Done)
{
    /// <summary>Reads what an earlier attempt has left.</summary>
    /// <returns>Null if there is nothing, or nothing that can be understood: then the file starts anew.</returns>
    public static PartState? Load(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<PartState>(File.ReadAllBytes(path)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Replaces the state in one step: whoever is killed here leaves the old one or the new one.</summary>
    public void Save(string path)
    {
        string next = path + ".new";
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(this));
        File.Move(next, path, overwrite: true);
    }

    /// <summary>Whether this is a part of a certain content, from whomever and under whatever name.</summary>
    public bool IsOf(SharedFile file) => Source.Length == file.Length && Source.Sha256 == file.Sha256;
}
