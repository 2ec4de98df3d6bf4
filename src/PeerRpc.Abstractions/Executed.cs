namespace PeerRpc;

/// <summary>Whether a failed call ran at the callee.</summary>
public enum Executed
{
    /// <summary>The method was certainly not entered; the call may be tried again.</summary>
    No = 0,

    /// <summary>The method may or may not have been entered; only an idempotent call may be tried again.</summary>
    Maybe = 1,

    /// <summary>The method was certainly entered.</summary>
    Yes = 2,
}
