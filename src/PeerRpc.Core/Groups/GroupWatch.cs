namespace PeerRpc.Core.Groups;

/// <summary>What a client wants to be told of the members of a group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Epoch">The list that it has a view of; all zeros for none.</param>
/// <param name="Number">The change up to which it has.</param>
internal sealed record GroupWatch(string Group, Guid Epoch, long Number);
