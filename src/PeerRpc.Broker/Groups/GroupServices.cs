using PeerRpc.Core.Connections;
using PeerRpc.Core.Randomness;

namespace PeerRpc.Broker.Groups;

/// <summary>What all groups of a broker work with.</summary>
/// <param name="Options">Their limits.</param>
/// <param name="Budget">What their rings may keep together.</param>
/// <param name="Counts">What they do.</param>
/// <param name="Cut">Ends the membership of a member that is too slow.</param>
/// <param name="Work">Runs what must not run where it arises.</param>
/// <param name="Random">Where the names of memberships come from.</param>
internal sealed record GroupServices(
    PeerBrokerOptions Options, RingBudget Budget, GroupCounts Counts, Action<Group, GroupMember> Cut,
    WorkScheduler Work, RandomSource Random);
