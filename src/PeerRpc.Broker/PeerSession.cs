using System.Security.Claims;
using PeerRpc.Core.Connections;

namespace PeerRpc.Broker;

/// <summary>One connected client as the broker knows it. The members may be read from any thread.</summary>
public sealed class PeerSession
{
    // Written before the connection is let go of.
    private string? _description;
    private volatile FrameConnection? _connection;
    private volatile IReadOnlyList<string> _peerIds = [];

    internal PeerSession(
        string id, ClaimsPrincipal principal, string? remoteAddress, FrameConnection connection,
        DateTimeOffset connectedAt)
    {
        Id = id;
        Principal = principal;
        RemoteAddress = remoteAddress;
        _connection = connection;
        ConnectedAt = connectedAt;
    }

    /// <summary>Names the session in the broker's logs; another one after each reconnect.</summary>
    public string Id { get; }

    /// <summary>Who the client is; its identity is not authenticated if the client has not proven one.</summary>
    public ClaimsPrincipal Principal { get; }

    /// <summary>The ids under which the client can be reached now: a snapshot, in the order of registration.</summary>
    public IReadOnlyList<string> PeerIds
    {
        get => _peerIds;
        internal set => _peerIds = value;
    }

    /// <summary>The client's network address, without a port; <see langword="null"/> if it has none.</summary>
    public string? RemoteAddress { get; }

    /// <summary>What the connection is, for logs, for example <c>ws 127.0.0.1:51234</c>.</summary>
    public string Description => _connection?.Description ?? _description!;

    /// <summary>When the handshake was done, in UTC.</summary>
    public DateTimeOffset ConnectedAt { get; }

    /// <summary>Lets go of the connection, which whoever keeps this must not keep.</summary>
    internal void End()
    {
        _description = Description;
        _connection = null;
    }
}
