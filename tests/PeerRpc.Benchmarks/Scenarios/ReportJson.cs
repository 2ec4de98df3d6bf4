using System.Text.Json.Serialization;

namespace PeerRpc.Benchmarks.Scenarios;

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CallsReport))]
[JsonSerializable(typeof(AllocReport))]
[JsonSerializable(typeof(BulkReport))]
[JsonSerializable(typeof(FairnessReport))]
[JsonSerializable(typeof(PeersReport))]
[JsonSerializable(typeof(SweepReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
