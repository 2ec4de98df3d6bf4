using System.Text.Json.Serialization;
using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Processes;

[JsonSerializable(typeof(LoadResult))]
[JsonSerializable(typeof(PacedResult))]
[JsonSerializable(typeof(AllocationReading))]
[JsonSerializable(typeof(MemoryReading))]
[JsonSerializable(typeof(BulkResult))]
[JsonSerializable(typeof(FairnessResult))]
[JsonSerializable(typeof(bool))]
internal sealed partial class RoleJson : JsonSerializerContext;
