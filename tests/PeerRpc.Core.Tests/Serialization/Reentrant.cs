using System.Text.Json.Serialization;

namespace PeerRpc.Core.Tests.Serialization;

/// <summary>Its converter writes and reads another payload on the way.</summary>
[JsonConverter(typeof(ReentrantConverter))]
public sealed record Reentrant(byte[] Before, byte[] Inner, byte[] After);
