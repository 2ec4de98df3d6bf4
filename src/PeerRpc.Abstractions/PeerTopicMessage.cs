namespace PeerRpc;

/// <summary>A message of a topic.</summary>
/// <typeparam name="T">The type of the messages.</typeparam>
/// <param name="SenderId">The sender's peer id, as the broker knows it; <see langword="null"/> if it has none.</param>
/// <param name="Value">The message.</param>
public sealed record PeerTopicMessage<T>(string? SenderId, T Value);
