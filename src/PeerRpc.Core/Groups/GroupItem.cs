using System.Text.Json.Serialization;

namespace PeerRpc.Core.Groups;

/// <summary>What a member is told, one after another.</summary>
/// <param name="Number">
/// Its number in the group; whoever joins again names the last one. Numbers of its own messages a member does not see.
/// </param>
/// <param name="Epoch">
/// In the first item: names the membership; another one if it is not the one that was asked for.
/// </param>
/// <param name="Missed">How many messages it has not got that stood before; -1 if nobody knows.</param>
/// <param name="Message">A message; null in the first item and in one that only tells what was missed.</param>
[JsonConverter(typeof(GroupItemConverter))]
internal sealed record GroupItem(long Number, Guid Epoch = default, long Missed = 0, GroupDelivery? Message = null)
{
    /// <summary>Of what was missed nobody knows how much it was.</summary>
    public const long UnknownMissed = -1;
}
