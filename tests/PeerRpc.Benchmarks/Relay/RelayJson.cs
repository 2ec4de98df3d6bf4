using System.Text.Json.Serialization;

namespace PeerRpc.Benchmarks.Relay;

[JsonSerializable(typeof(string))]
internal sealed partial class RelayJson : JsonSerializerContext;
