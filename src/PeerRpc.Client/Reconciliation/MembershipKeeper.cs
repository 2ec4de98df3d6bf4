using Microsoft.Extensions.Logging;
using PeerRpc.Client.Connections;
using PeerRpc.Client.Groups;

namespace PeerRpc.Client.Reconciliation;

/// <summary>Keeps this client a member of a group, unless the application leaves it.</summary>
/// <remarks>
/// 1. It waits until the group is not left: whoever has left it is a member again only by joining. 2. It waits until
/// there is an id to join with. 3. It joins, as anybody else here may have done before, and waits until the membership
/// ends. 4. Refused, or cut off, it waits for a random time and begins anew: less than a second at first, and more with
/// each refusal. What no time will mend by itself, a denial above all, it tries at long intervals: policies change.
/// </remarks>
/// <param name="group">The group's name.</param>
/// <param name="hubs">Join it.</param>
/// <param name="services">What it works with.</param>
internal sealed partial class MembershipKeeper(string group, GroupHubs hubs, ReconcilerServices services)
{
    // After so many failures the delays do not grow any more.
    private const int ManyFailures = 6;

    private int _failures;

    /// <summary>Does so until the token fires.</summary>
    /// <exception cref="OperationCanceledException">It has fired. The client stays a member.</exception>
    public Task RunAsync(CancellationToken cancellationToken) =>
        hubs.UseAsync(group, hub => KeepAsync(hub, cancellationToken));

    private async Task KeepAsync(GroupHub hub, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (hub.Standing.IsLeft)
                _failures = 0;
            await hub.Standing.WantedAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            string peerId = await GetIdAsync(cancellationToken).ConfigureAwait(false);
            if (await hub.KeepAsync(peerId, cancellationToken).ConfigureAwait(false) is not { } membership)
                continue;
            if (membership.HasJoined)
                _failures = 0;
            PeerRpcException? failure = await membership.Over.WaitAsync(cancellationToken).ConfigureAwait(false);
            // Nobody has refused an id that was given up and has a successor.
            if (failure is not null && services.MemberId() == peerId)
                await WaitAsync(failure, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string> GetIdAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed = services.Ids.NextChangeAsync();
            if (services.MemberId() is { Length: > 0 } peerId)
                return peerId;
            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private Task WaitAsync(PeerRpcException failure, CancellationToken cancellationToken)
    {
        if (_failures == 0)
            Log.NotMember(services.Logger, group, failure.Code, failure.Message);
        else
            Log.NotMemberYet(services.Logger, group, failure.Code, failure.Message);
        bool mayPass = failure.Code == PeerErrorCode.SlowConsumer || Resubscribing.MayPass(failure.Code);
        _failures = mayPass ? _failures + 1 : ManyFailures;
        return services.DelayAsync(_failures, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(227, LogLevel.Warning,
            "The group {Group}, with whose members this client compares, is not joined, and will be tried again "
            + "({Code}): {Reason}")]
        public static partial void NotMember(ILogger logger, string group, PeerErrorCode code, string reason);

        [LoggerMessage(228, LogLevel.Debug,
            "The group {Group} is still not joined, and will be tried again ({Code}): {Reason}")]
        public static partial void NotMemberYet(ILogger logger, string group, PeerErrorCode code, string reason);
    }
}
