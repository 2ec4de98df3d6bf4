namespace CoEdit.Documents;

/// <summary>Somebody else who has a document.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsHere">Whether the broker has a connection to that peer.</param>
internal sealed record Person(string Name, bool IsHere);
