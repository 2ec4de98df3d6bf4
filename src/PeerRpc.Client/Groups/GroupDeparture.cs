using Microsoft.Extensions.Logging;
using PeerRpc.Core.Connections;

namespace PeerRpc.Client.Groups;

/// <summary>Ends a membership: takes nothing more, and then tells the broker, whoever still waits for that.</summary>
/// <param name="group">The group.</param>
/// <param name="peerId">The id that leaves.</param>
/// <param name="membership">What is to end; null if it has, and only the broker does not know.</param>
/// <param name="services">What it works with.</param>
/// <param name="ended">Told before those who wait; of the failure, or of null.</param>
internal sealed partial class GroupDeparture(
    string group, string peerId, GroupMembership? membership, GroupServices services,
    Action<GroupDeparture, PeerRpcException?> ended) : IThreadPoolWorkItem
{
    // A connection that is lost while the broker is told is made again; more often than that is no accident.
    private const int MostAttempts = 3;

    private readonly DeferredCompletion<PeerRpcException?> _over = new(services.Work);

    /// <summary>The id that leaves.</summary>
    public string PeerId => peerId;

    /// <summary>Ends with null when the broker knows, or with why it could not be told.</summary>
    public Task<PeerRpcException?> Over => _over.Task.Branch();

    /// <summary>Begins.</summary>
    public void Start() => services.Work.Defer(this);

    /// <summary>Nobody waits for it who could be told of a failure: it is logged.</summary>
    public void Report() => _ = ReportAsync();

    // In a work item, because it belongs to all who wait for it, and to no call that one of them serves.
    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        PeerRpcException? failure = null;
        try
        {
            if (membership is not null)
                await membership.StopAsync().ConfigureAwait(false);
            failure = await TellAsync().ConfigureAwait(false);
        }
        finally
        {
            ended(this, failure);
            _over.TryComplete(failure);
        }
    }

    private async Task<PeerRpcException?> TellAsync()
    {
        for (int attempt = 1; ; attempt++)
        {
            // Who has lost the id is no member, and has no say in whether somebody else is one with it.
            if (!services.Ids.IsRegistered(peerId))
                return null;
            try
            {
                await services.Broker.LeaveAsync(group, peerId).ConfigureAwait(false);
                return null;
            }
            catch (PeerRpcException failure)
            {
                // Asked twice, it changes nothing.
                if (failure.Code != PeerErrorCode.ConnectionLost || attempt == MostAttempts)
                    return failure;
            }
        }
    }

    private async Task ReportAsync()
    {
        if (await Over.ConfigureAwait(false) is { } failure)
            Log.NotTold(services.Logger, group, failure.Code, failure.Message);
    }

    private static partial class Log
    {
        [LoggerMessage(219, LogLevel.Warning,
            "The broker could not be told that the group {Group} is not joined, or not any more ({Code}): {Reason}")]
        public static partial void NotTold(ILogger logger, string group, PeerErrorCode code, string reason);
    }
}
