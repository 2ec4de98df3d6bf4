using Microsoft.Extensions.Logging;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Groups;

namespace PeerRpc.Client.Groups;

/// <summary>What a client's memberships work with.</summary>
/// <param name="Broker">The broker's groups.</param>
/// <param name="Calls">Serves what comes for controllers.</param>
/// <param name="Ids">The client's ids.</param>
/// <param name="Time">The clock.</param>
/// <param name="Work">Runs what must not run where it arises.</param>
/// <param name="Logger">Told of memberships that are lost.</param>
internal sealed record GroupServices(
    IGroupsController Broker, GroupCalls Calls, IMemberIds Ids, TimeProvider Time, WorkScheduler Work,
    ILogger Logger);
