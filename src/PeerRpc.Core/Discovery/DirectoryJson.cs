using System.Text.Json.Serialization;

namespace PeerRpc.Core.Discovery;

/// <summary>The JSON metadata of what a client and its broker say to each other about peers.</summary>
[JsonSerializable(typeof(PeerDescription))]
[JsonSerializable(typeof(PeerInfo[]))]
[JsonSerializable(typeof(DirectoryWatch))]
[JsonSerializable(typeof(DirectoryBatch))]
internal sealed partial class DirectoryJson : JsonSerializerContext;
