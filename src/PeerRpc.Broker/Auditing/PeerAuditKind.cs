namespace PeerRpc.Broker.Auditing;

/// <summary>What has happened at a broker that may have to be accounted for.</summary>
public enum PeerAuditKind
{
    /// <summary>A client has been let in.</summary>
    Connected = 1,

    /// <summary>A connection was refused or cut by the broker; the code and the reason say why.</summary>
    Refused = 2,

    /// <summary>A client's connection has ended, for the reason given.</summary>
    Disconnected = 3,

    /// <summary>A client has got a peer id.</summary>
    Registered = 4,

    /// <summary>A client was refused a peer id; the code and the reason say why.</summary>
    RegistrationRefused = 5,

    /// <summary>A client has given a peer id up.</summary>
    Unregistered = 6,

    /// <summary>A client has lost its peer ids, and its connection, to another one of its principal.</summary>
    TakenOver = 7,

    /// <summary>A client was allowed to call a peer that is there, which is told of it.</summary>
    RouteAllowed = 8,

    /// <summary>A client was refused a way to a peer; the code and the reason say why.</summary>
    RouteRefused = 9,
}
