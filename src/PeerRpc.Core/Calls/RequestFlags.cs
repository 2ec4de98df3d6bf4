namespace PeerRpc.Core.Calls;

/// <summary>What a request carries besides its target and its arguments.</summary>
[Flags]
internal enum RequestFlags : byte
{
    None = 0,

    /// <summary>Nobody waits for the outcome; the callee still answers, which frees the call's place.</summary>
    OneWay = 1,

    /// <summary>The caller made the call while serving one itself; it counts against a limit of its own.</summary>
    Nested = 2,

    /// <summary>A deadline on the caller's link clock follows.</summary>
    Deadline = 4,

    /// <summary>A W3C trace context follows.</summary>
    Trace = 8,

    /// <summary>The ids of the attachments follow: streams and live objects among the arguments.</summary>
    Attachments = 16,

    /// <summary>The target is an object that the other side has passed, by its id, and not a controller.</summary>
    Object = 32,

    /// <summary>All flags that there are.</summary>
    All = OneWay | Nested | Deadline | Trace | Attachments | Object,
}
