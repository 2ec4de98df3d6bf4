using PeerRpc.Core.Faults;
using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;

namespace PeerRpc.Core.Calls;

/// <summary>How a call ended: by an answer, by a fault of the other side, or by an error that arose here.</summary>
/// <param name="Response">The payload with the result.</param>
/// <param name="Attachments">The streams and live objects that came with it; null for none.</param>
/// <param name="Fault">What the other side reported.</param>
/// <param name="Error">What arose here.</param>
internal readonly record struct CallOutcome(
    ReceivedMessage Response, IncomingStream[]? Attachments, FaultFrame? Fault, Exception? Error)
{
    /// <summary>Whether there is a result, if it can be read.</summary>
    public bool IsAnswer => Fault is null && Error is null;

    public static CallOutcome Answered(ReceivedMessage response, IncomingStream[]? attachments = null) =>
        new(response, attachments, null, null);

    public static CallOutcome Refused(FaultFrame fault) => new(default, null, fault, null);

    public static CallOutcome Failed(Exception error) => new(default, null, null, error);
}
