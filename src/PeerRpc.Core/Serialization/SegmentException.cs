using System.Text.Json;

namespace PeerRpc.Core.Serialization;

/// <summary>A byte buffer could not be read. The message holds nothing of the payload and may be passed on.</summary>
/// <remarks>A <see cref="JsonException"/>, because to those the JSON serializer adds the path.</remarks>
internal sealed class SegmentException(string reason) : JsonException(reason);
