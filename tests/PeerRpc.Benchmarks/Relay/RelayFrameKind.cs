namespace PeerRpc.Benchmarks.Relay;

/// <summary>What a frame of the bare relay means.</summary>
internal enum RelayFrameKind : byte
{
    /// <summary>A callee tells the broker that it is one; its label says which; no body.</summary>
    Register = 1,

    /// <summary>The broker's answer to <see cref="Register"/>; no body.</summary>
    Registered = 2,

    /// <summary>A caller asks for a route to the callee that its label names; no body.</summary>
    OpenRoute = 3,

    /// <summary>The broker's answer to <see cref="OpenRoute"/>; the label is the one to send with.</summary>
    RouteOpened = 4,

    /// <summary>A call or its answer: <c>u64 call id</c> and the payload. The broker never reads the body.</summary>
    Data = 5,

    /// <summary>A receiver asks for bulk on a route: <c>u64 bytes</c>. Forwarded unread, as the two below.</summary>
    BulkRequest = 6,

    /// <summary>A chunk of what was asked for.</summary>
    BulkData = 7,

    /// <summary>The receiver has used so much: <c>u64 bytes</c>.</summary>
    BulkCredit = 8,

    /// <summary>Forwarded to every callee but the sender: <c>u64 call id</c> and the payload, as <see cref="Data"/>.</summary>
    Fan = 9,
}
