namespace PeerRpc;

/// <summary>A controller that a peer serves.</summary>
/// <param name="Path">Where: what a proxy of it is bound to.</param>
/// <param name="Methods">
/// Its methods as people write them, for example <c>SendMessage(ChatMessage message):void</c>. Empty if the peer serves
/// more than it can tell.
/// </param>
public sealed record PeerControllerInfo(string Path, IReadOnlyList<string> Methods);
