namespace PeerRpc.Client;

/// <summary>How the call to one of several peers ended.</summary>
/// <param name="PeerId">The peer.</param>
/// <param name="Failure">Why the call failed; <see langword="null"/> if it has not.</param>
public record PeerAnswer(string PeerId, PeerRpcException? Failure)
{
    /// <summary>Whether the call succeeded.</summary>
    public bool HasSucceeded => Failure is null;
}
