using System.Text.Json.Serialization;
using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Processes;

[JsonSerializable(typeof(LoadResult))]
[JsonSerializable(typeof(AllocationReading))]
internal sealed partial class RoleJson : JsonSerializerContext;
