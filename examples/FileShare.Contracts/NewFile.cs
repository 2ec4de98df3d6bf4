namespace FileShare.Contracts;

/// <summary>A file that is to be put into somebody else's directory.</summary>
/// <param name="File">The file, with its hash, under the path that it is to have there.</param>
/// <param name="Overwrite">Whether it may take the place of another one.</param>
public sealed record NewFile(SharedFile File, bool Overwrite);
