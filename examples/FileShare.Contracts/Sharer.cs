namespace FileShare.Contracts;

/// <summary>Somebody who shares files.</summary>
/// <param name="Name">The peer id.</param>
/// <param name="AcceptsUploads">Whether files can be put there.</param>
public sealed record Sharer(string Name, bool AcceptsUploads);
