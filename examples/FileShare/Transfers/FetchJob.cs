using FileShare.Contracts;
using FileShare.Names;

namespace FileShare.Transfers;

/// <summary>A file that is to be fetched.</summary>
/// <param name="File">The file as it is at its source.</param>
/// <param name="Path">The path that it is to have here, within the target directory.</param>
/// <param name="Target">Where that is.</param>
/// <param name="Overwrite">Whether it may take the place of another one.</param>
internal sealed record FetchJob(SharedFile File, SharedPath Path, string Target, bool Overwrite = false);
