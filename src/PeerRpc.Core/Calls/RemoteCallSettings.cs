using PeerRpc.Core.Connections;
using PeerRpc.Core.Randomness;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Calls;

/// <summary>What holds for every call of a proxy.</summary>
/// <param name="Serializer">Writes arguments and reads results.</param>
/// <param name="Filters">What runs around each call.</param>
/// <param name="Deadline">How long a call may take; infinite for no deadline.</param>
/// <param name="Time">The clock.</param>
internal sealed record RemoteCallSettings(
    PeerSerializer Serializer, IOutgoingCallFilter[] Filters, TimeSpan Deadline, TimeProvider Time)
{
    /// <summary>Whether the deadline was asked for; the default one is not for calls that carry streams.</summary>
    public bool IsOwnDeadline { get; init; }

    /// <summary>Whether calls wait for a peer that is not there yet.</summary>
    public bool WaitsForPeer { get; init; }

    /// <summary>How the calls have ended: those of all proxies of a client, and those that it serves.</summary>
    public CallCounts Counts { get; init; } = new();

    /// <summary>Where the waits between repeated calls come from.</summary>
    public RandomSource Random { get; init; } = RandomSource.Secure;

    /// <summary>Runs what follows those waits.</summary>
    public WorkScheduler Work { get; init; } = WorkScheduler.Pool;
}
