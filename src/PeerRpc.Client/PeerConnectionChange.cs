namespace PeerRpc.Client;

/// <summary>A change of <see cref="PeerClient.ConnectionState"/>.</summary>
/// <param name="State">The state from now on.</param>
/// <param name="Reason">What led to it, for people.</param>
public sealed record PeerConnectionChange(PeerConnectionState State, string Reason);
