namespace Quickstart.Contracts;

/// <summary>The data of the error <c>chat.muted</c>: until when the peer does not listen.</summary>
public sealed record Muted(DateTimeOffset Until);
