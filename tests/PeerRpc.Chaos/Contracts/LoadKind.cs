namespace PeerRpc.Chaos.Contracts;

/// <summary>The kinds of calls of the load; the label of a call in its history.</summary>
public enum LoadKind
{
    /// <summary>Never used.</summary>
    None,

    /// <summary>A small echo.</summary>
    Echo,

    /// <summary>An echo that just travels in one frame.</summary>
    EchoLarge,

    /// <summary>An echo that travels in chunks.</summary>
    EchoChunked,

    /// <summary>A call that takes a while.</summary>
    Wait,

    /// <summary>One that is cancelled.</summary>
    Cancel,

    /// <summary>One with a short deadline.</summary>
    Expire,

    /// <summary>An idempotent call.</summary>
    Repeat,

    /// <summary>A call that ends with a declared error.</summary>
    Refuse,

    /// <summary>A one-way call, <c>void</c>.</summary>
    Drop,

    /// <summary>A one-way call with a task.</summary>
    Post,

    /// <summary>An asynchronous stream of the callee.</summary>
    Pull,

    /// <summary>An observable whose source waits.</summary>
    Push,

    /// <summary>An observable that drops items.</summary>
    PushDropping,

    /// <summary>An asynchronous stream of the caller.</summary>
    Collect,

    /// <summary>Bytes of the callee.</summary>
    Download,

    /// <summary>Bytes of the caller.</summary>
    Upload,

    /// <summary>A call that gives a live object and gets one.</summary>
    Borrow,

    /// <summary>A call on a live object.</summary>
    Use,

    /// <summary>The callee's call back.</summary>
    Notice,
}
