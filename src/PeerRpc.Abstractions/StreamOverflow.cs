namespace PeerRpc;

/// <summary>What happens to an observable that produces faster than its reader on the other side takes.</summary>
public enum StreamOverflow
{
    /// <summary>What the options of the client or the broker say, which is <see cref="Fail"/> unless set.</summary>
    Default,

    /// <summary>
    /// <c>OnNext</c> blocks its thread until there is room. Nothing is lost, and a reader that stands still holds the
    /// producer, and with it the other observers of a hot source.
    /// </summary>
    Wait,

    /// <summary>The oldest item that has not been sent is dropped for each new one.</summary>
    DropOldest,

    /// <summary>Everything that has not been sent is dropped for the newest item.</summary>
    Latest,

    /// <summary>The stream ends with <see cref="PeerErrorCode.SlowConsumer"/>; the reader may try again.</summary>
    Fail,
}
