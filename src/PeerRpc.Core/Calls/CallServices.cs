using Microsoft.Extensions.Logging;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Links;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Calls;

/// <summary>What all links of one client, or of one broker, serve their calls with.</summary>
/// <param name="Controllers">What can be called.</param>
/// <param name="Filters">What runs around each call.</param>
/// <param name="Serializer">Reads arguments and writes results.</param>
/// <param name="ReplayBudget">What the links may hold for replay.</param>
/// <param name="Time">The clock.</param>
/// <param name="Work">Runs what must not run where it arises.</param>
/// <param name="Logger">Where undeclared exceptions go.</param>
internal sealed record CallServices(
    ControllerTable Controllers,
    IIncomingCallFilter[] Filters,
    PeerSerializer Serializer,
    ReplayBudget ReplayBudget,
    TimeProvider Time,
    WorkScheduler Work,
    ILogger Logger)
{
    /// <summary>Whether small calls are being made.</summary>
    public CallTraffic Traffic { get; } = new(Time);

    /// <summary>How objects are called that the other side has passed.</summary>
    public required RemoteCallSettings ObjectCalls { get; init; }

    /// <summary>How the calls have ended.</summary>
    public CallCounts Counts => ObjectCalls.Counts;
}
