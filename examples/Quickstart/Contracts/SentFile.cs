namespace Quickstart.Contracts;

/// <summary>A file as a value. The bytes travel as they are, beside the JSON of the rest; never as base64.</summary>
public sealed record SentFile(string Name, byte[] Content);
