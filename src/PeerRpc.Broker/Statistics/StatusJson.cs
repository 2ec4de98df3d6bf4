using System.Text.Json.Serialization;

namespace PeerRpc.Broker.Statistics;

/// <summary>The JSON metadata of a broker's status.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PeerBrokerStatus))]
internal sealed partial class StatusJson : JsonSerializerContext;
