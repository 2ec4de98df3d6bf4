using System.Text.Json.Serialization;

namespace PeerRpc.Core.Registration;

/// <summary>The JSON metadata of what a client and its broker say to each other.</summary>
[JsonSerializable(typeof(RegisterRequest))]
internal sealed partial class RegistryJson : JsonSerializerContext;
