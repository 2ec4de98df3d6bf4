using System.ComponentModel.DataAnnotations;

namespace FileShare.Contracts;

/// <summary>A file that somebody shares.</summary>
/// <param name="Path">Its path within the shared directory, with slashes.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Modified">When it was last written.</param>
/// <param name="Sha256">The hash of its content in hexadecimal digits; null if it has not been asked for.</param>
public sealed record SharedFile(
    [StringLength(4096)] string Path,
    [Range(0, long.MaxValue)] long Length,
    DateTimeOffset Modified,
    [StringLength(64)] string? Sha256 = null)
{
    /// <summary>How many files can be described in one call.</summary>
    public const int MostAtOnce = 200;
}
