using PeerRpc.Broker.Sessions;

namespace PeerRpc.Broker.Registry;

/// <summary>What came of taking a peer id, and what is left to do outside the gate.</summary>
/// <param name="Outcome">What came of it.</param>
internal readonly record struct TakeResult(TakeOutcome Outcome)
{
    /// <summary>Whom the id was taken from, and who has to be cut off; or who contests it. Otherwise null.</summary>
    public BrokerSession? Incumbent { get; init; }

    /// <summary>Whether the id was kept for whom it was given to.</summary>
    public bool IsReturn { get; init; }

    /// <summary>How long the id stays reserved for somebody else; zero if it is not.</summary>
    public TimeSpan RetryAfter { get; init; }

    /// <summary>Who has waited for the id and has to be told, in this order.</summary>
    public IReadOnlyCollection<IPeerWaiter> Waiters { get; init; } = [];
}
