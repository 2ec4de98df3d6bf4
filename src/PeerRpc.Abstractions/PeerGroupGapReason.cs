namespace PeerRpc;

/// <summary>Why a member of a group has not got some messages.</summary>
public enum PeerGroupGapReason
{
    /// <summary>This member took them more slowly than they were sent.</summary>
    Overflow,

    /// <summary>This client had lost its connection for longer than the broker keeps messages.</summary>
    Reconnect,
}
