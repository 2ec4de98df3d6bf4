namespace PeerRpc.Client;

/// <summary>What has become of one of a client's peer ids.</summary>
/// <param name="PeerId">The id.</param>
/// <param name="IsRegistered">
/// Whether the client has it, or is about to get it back after its connection was lost; then
/// <see cref="PeerClient.PeerIds"/> has it, too.
/// </param>
/// <param name="Failure">
/// Why the client does not have it: <see cref="PeerErrorCode.PeerIdInUse"/> if somebody else does,
/// <see cref="PeerErrorCode.PermissionDenied"/> if the policy does not allow it, or that the broker could not be asked.
/// <see langword="null"/> if the client has it, has not got an answer yet, or has given it up.
/// </param>
public sealed record PeerRegistrationChange(string PeerId, bool IsRegistered, PeerRpcException? Failure);
