using System.Text.Json.Serialization;

namespace PeerRpc.Core.Tests.Serialization;

/// <summary>A user's context; its own options differ from the wire's in everything they can.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseUpper, AllowTrailingCommas = true, WriteIndented = true)]
[JsonSerializable(typeof(Upload))]
[JsonSerializable(typeof(Document))]
[JsonSerializable(typeof(Buffers))]
[JsonSerializable(typeof(Strict))]
[JsonSerializable(typeof(Nested))]
[JsonSerializable(typeof(Picky))]
[JsonSerializable(typeof(Reentrant))]
internal sealed partial class TestJson : JsonSerializerContext;
