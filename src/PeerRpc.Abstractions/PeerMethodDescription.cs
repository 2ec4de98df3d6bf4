namespace PeerRpc;

/// <summary>A method that a peer serves.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Parameters">What travels to it, in order.</param>
/// <param name="Errors">The errors that it declares.</param>
/// <param name="Returns">The result as it stands in the signature; <c>void</c> for none.</param>
/// <param name="Result">What it gives; <see langword="null"/> for nothing.</param>
/// <param name="IsOneWay">Whether nobody learns the outcome of a call.</param>
/// <param name="IsIdempotent">Whether running it twice is as good as once.</param>
public sealed record PeerMethodDescription(
    string Name,
    IReadOnlyList<PeerParameterDescription> Parameters,
    IReadOnlyList<PeerErrorDescription> Errors,
    string Returns,
    PeerValueDescription? Result = null,
    bool IsOneWay = false,
    bool IsIdempotent = false);
