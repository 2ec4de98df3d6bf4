using PeerRpc.Broker.Policies;
using PeerRpc.Core.Registration;

namespace PeerRpc.Broker.Registry;

/// <summary>The broker's words for a peer id that a client does not get.</summary>
internal static class RegistrationRefusal
{
    /// <summary>What is wrong with the form of a request; null if nothing is.</summary>
    public static PeerRpcException? OfForm(RegisterRequest request)
    {
        if (!PeerId.IsValid(request.PeerId))
        {
            return Of(PeerErrorCode.InvalidArgument,
                $"A peer id has 1 to {PeerId.MaxLength} characters of A-Z, a-z, 0-9 and '_.:@-'.");
        }
        if (request.Key.Length != RegisterRequest.KeyLength)
            return Of(PeerErrorCode.InvalidArgument, $"The key must have {RegisterRequest.KeyLength} bytes.");
        return request.Generation < 1
            ? Of(PeerErrorCode.InvalidArgument, "The generation must be 1 or more.")
            : null;
    }

    public static PeerRpcException Of(PolicyVerdict verdict, string peerId) => verdict switch
    {
        PolicyVerdict.NoPolicy => Of(PeerErrorCode.PermissionDenied, PolicyEvaluator.NoPolicyText),
        PolicyVerdict.Failed => Of(PeerErrorCode.PolicyFailed, PolicyEvaluator.FailedText),
        _ => Of(PeerErrorCode.PermissionDenied, $"You may not register as '{peerId}'."),
    };

    public static PeerRpcException Of(TakeResult refused, string peerId) => refused.Outcome switch
    {
        TakeOutcome.Ended => Of(PeerErrorCode.Unavailable, "The connection has ended."),
        TakeOutcome.TooMany => Of(
            PeerErrorCode.ResourceExhausted, "The client has as many peer ids as it may register."),
        // The same text whether it is registered or reserved: who else is there is nobody's business.
        _ => new PeerRpcException(
            PeerErrorCode.PeerIdInUse, $"The peer id '{peerId}' is in use.", Executed.No, PeerErrorOrigin.Broker)
        {
            RetryAfter = refused.RetryAfter > TimeSpan.Zero ? refused.RetryAfter : null,
        },
    };

    private static PeerRpcException Of(PeerErrorCode code, string message) =>
        new(code, message, Executed.No, PeerErrorOrigin.Broker);
}
