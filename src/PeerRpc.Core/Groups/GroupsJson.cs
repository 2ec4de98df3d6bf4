using System.Text.Json.Serialization;
using PeerRpc.Core.Discovery;

namespace PeerRpc.Core.Groups;

/// <summary>The JSON metadata of what a client and its broker say to each other about groups.</summary>
[JsonSerializable(typeof(GroupJoin))]
[JsonSerializable(typeof(GroupMessage))]
[JsonSerializable(typeof(GroupItem))]
[JsonSerializable(typeof(GroupWatch))]
[JsonSerializable(typeof(PeerInfo[]))]
[JsonSerializable(typeof(DirectoryBatch))]
internal sealed partial class GroupsJson : JsonSerializerContext;
