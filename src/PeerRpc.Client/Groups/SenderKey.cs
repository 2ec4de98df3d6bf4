namespace PeerRpc.Client.Groups;

/// <summary>Whose calls are served one behind another.</summary>
/// <param name="Group">The group by which they come.</param>
/// <param name="Member">To which id of this client they come.</param>
/// <param name="Sender">Who sends them; empty for somebody without an id.</param>
internal readonly record struct SenderKey(string Group, string Member, string Sender);
