namespace PeerRpc.Core.Transports;

/// <summary>Opens transports to addresses of some schemes; a client has a list of them and asks each in turn.</summary>
public interface IPeerConnector
{
    /// <summary>Whether this connector knows the scheme of an address.</summary>
    /// <param name="address">The broker's address.</param>
    /// <returns>True if <see cref="ConnectAsync"/> may be called with it.</returns>
    bool CanConnect(Uri address);

    /// <summary>Connects.</summary>
    /// <param name="address">The broker's address.</param>
    /// <param name="accessToken">
    /// The token that proves who the client is; a connector that can carry it in its own handshake does, and reports
    /// so in the result. <see langword="null"/> for none.
    /// </param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>The transport, and whether the token has been sent with it.</returns>
    ValueTask<ConnectedTransport> ConnectAsync(Uri address, string? accessToken, CancellationToken cancellationToken);
}
