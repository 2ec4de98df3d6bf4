using System.Text.Json.Serialization;

namespace PeerRpc.Core.Statistics;

/// <summary>The JSON metadata of what a client tells its broker about its calls.</summary>
[JsonSerializable(typeof(StatisticsReport))]
internal sealed partial class StatisticsJson : JsonSerializerContext;
