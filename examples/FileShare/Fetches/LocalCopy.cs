using FileShare.Contracts;
using FileShare.Folders;

namespace FileShare.Fetches;

/// <summary>Compares a file that is here with one that somebody shares.</summary>
internal static class LocalCopy
{
    /// <summary>Compares without reading.</summary>
    /// <returns>What it is to the other one; <see cref="Likeness.Unknown"/> if only the hash can tell.</returns>
    public static Likeness Compare(string here, SharedFile there)
    {
        if (!Path.Exists(here))
            return Likeness.Missing;
        var file = new FileInfo(here);
        if (!file.Exists || file.Length != there.Length)
            return Likeness.Different;
        return file.LastWriteTimeUtc == there.Modified.UtcDateTime ? Likeness.Same : Likeness.Unknown;
    }

    /// <summary>Compares by the hash. A file that is the same gets the same time: the next look is quick.</summary>
    public static async Task<Likeness> CompareByHashAsync(
        string here, SharedFile there, CancellationToken cancellationToken)
    {
        await using (FileStream content = File.OpenRead(here))
        {
            if (await ContentHash.ComputeAsync(content, cancellationToken) != there.Sha256)
                return Likeness.Different;
        }
        FileTimes.Set(here, there.Modified);
        return Likeness.Same;
    }
}
