namespace PeerRpc;

/// <summary>Where an error arose.</summary>
public enum PeerErrorOrigin
{
    /// <summary>In the caller's process, before or without an answer.</summary>
    Caller = 0,

    /// <summary>At the broker.</summary>
    Broker = 1,

    /// <summary>In PeerRpc at the callee, outside the method.</summary>
    CalleeRuntime = 2,

    /// <summary>In the method that was called.</summary>
    CalleeCode = 3,
}
