using System.Security.Cryptography;

namespace PeerRpc.Broker.Registry;

/// <summary>To whom a peer id belongs.</summary>
/// <param name="Principal">
/// Tells the principal from every other one, on each of its connections alike; empty if nothing does, as for an
/// anonymous client. Then the key alone says who the owner is.
/// </param>
/// <param name="Key">The random key of the process; nobody else knows it.</param>
/// <param name="Generation">Which of the connections of the process it is; rises.</param>
internal sealed record PeerOwner(string Principal, byte[] Key, long Generation)
{
    /// <summary>How a challenger stands to this owner.</summary>
    public Standing StandingOf(PeerOwner challenger)
    {
        // In constant time, because the key is what keeps strangers from the id of an anonymous owner.
        bool isSameProcess = CryptographicOperations.FixedTimeEquals(Key, challenger.Key);
        bool isSameOwner = Principal.Length == 0 ? isSameProcess : Principal == challenger.Principal;
        if (!isSameOwner)
            return Standing.Stranger;
        if (!isSameProcess)
            return Standing.Sibling;
        return challenger.Generation > Generation ? Standing.Successor : Standing.Stale;
    }
}
