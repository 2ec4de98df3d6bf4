namespace PeerRpc.Core.Endpoints;

/// <summary>What an acceptor knows a link by. At most one link lives under it at a time.</summary>
/// <param name="Instance">The opener's process instance.</param>
/// <param name="OpenerId">The id it calls as; empty if it has none.</param>
/// <param name="TargetId">The id that it calls.</param>
/// <param name="PrincipalKey">
/// Who opened it, as the broker stamped it: an instance is told to everybody who is called, and must not be enough to
/// end somebody else's link.
/// </param>
internal readonly record struct LinkKey(Guid Instance, string OpenerId, string TargetId, string PrincipalKey);
