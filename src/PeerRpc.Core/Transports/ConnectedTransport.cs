namespace PeerRpc.Core.Transports;

/// <summary>What a connector gives back.</summary>
/// <param name="Transport">The open pipe.</param>
/// <param name="TokenSent">
/// Whether the access token went with the connector's own handshake; otherwise the client sends it in a frame.
/// </param>
public readonly record struct ConnectedTransport(PeerTransport Transport, bool TokenSent);
