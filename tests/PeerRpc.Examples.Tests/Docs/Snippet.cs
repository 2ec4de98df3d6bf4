namespace PeerRpc.Examples.Tests.Docs;

/// <summary>One C# block of a document.</summary>
/// <param name="Document">The document, from the root of the repository.</param>
/// <param name="Line">Where the block begins.</param>
/// <param name="Text">The code.</param>
internal sealed record Snippet(string Document, int Line, string Text);
