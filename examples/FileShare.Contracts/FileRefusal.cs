namespace FileShare.Contracts;

/// <summary>Why a file was not given, or not taken.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Path">The file.</param>
public sealed record FileRefusal(RefusalReason Reason, string Path);
