using PeerRpc.Core.Groups;
using PeerRpc.Core.Serialization;
using PeerRpc.Serialization;

namespace PeerRpc.Broker.Groups;

/// <summary>Makes the items of members' streams, as they stand in the streams.</summary>
internal static class GroupEncoder
{
    private static readonly PeerCodec<GroupItem> Codec =
        new JsonPeerSerializer([GroupsJson.Default]).GetCodec<GroupItem>();

    public static byte[] Encode(GroupItem item) => SingleValue.Encode(Codec, item);
}
