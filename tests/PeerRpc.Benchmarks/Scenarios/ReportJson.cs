using System.Text.Json.Serialization;
using PeerRpc.Benchmarks.Scenarios.Crowds;
using PeerRpc.Benchmarks.Scenarios.Workers;

namespace PeerRpc.Benchmarks.Scenarios;

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CallsReport))]
[JsonSerializable(typeof(AllocReport))]
[JsonSerializable(typeof(BulkReport))]
[JsonSerializable(typeof(FairnessReport))]
[JsonSerializable(typeof(IdleReport))]
[JsonSerializable(typeof(CrowdReport))]
[JsonSerializable(typeof(RoutesReport))]
[JsonSerializable(typeof(FanReport))]
[JsonSerializable(typeof(DirectoryReport))]
[JsonSerializable(typeof(GroupsReport))]
[JsonSerializable(typeof(StartupReport))]
[JsonSerializable(typeof(PeersReport))]
[JsonSerializable(typeof(SweepReport))]
[JsonSerializable(typeof(WorkersReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
