namespace PeerRpc.Core.Groups;

/// <summary>A client wants one of its ids to be a member.</summary>
/// <param name="Group">Of which group.</param>
/// <param name="PeerId">The id.</param>
/// <param name="Epoch">The membership that it has had, as the broker named it; all zeros for none.</param>
/// <param name="Number">The number of the last item of it that has come.</param>
/// <param name="Seen">How many messages of it have come or were told to be missed.</param>
internal sealed record GroupJoin(string Group, string PeerId, Guid Epoch, long Number, long Seen);
