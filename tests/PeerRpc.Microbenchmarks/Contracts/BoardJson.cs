using System.Text.Json.Serialization;

namespace PeerRpc.Microbenchmarks.Contracts;

[JsonSerializable(typeof(Point))]
internal sealed partial class BoardJson : JsonSerializerContext;
