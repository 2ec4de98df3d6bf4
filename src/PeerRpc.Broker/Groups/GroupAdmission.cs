using Microsoft.Extensions.Options;
using PeerRpc.Broker.Policies;
using PeerRpc.Broker.Sessions;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Groups;

namespace PeerRpc.Broker.Groups;

/// <summary>Says who may join a group and who may send to it.</summary>
internal sealed class GroupAdmission(
    PolicyEvaluator policies, IOptions<PeerBrokerOptions> options, TimeProvider time)
{
    /// <summary>Checks that a group may be called so.</summary>
    /// <exception cref="RefusalException">It may not.</exception>
    public void CheckName(string group)
    {
        int longest = options.Value.MaxGroupNameLength;
        // First, because the rest takes as long as the name.
        if (GroupName.LengthOf(group) > longest)
            throw new RefusalException(
                PeerErrorCode.ResourceExhausted, $"The name of a group has at most {longest} bytes of UTF-8 here.");
        if (!GroupName.IsWellFormed(group))
            throw new RefusalException(
                PeerErrorCode.InvalidArgument, "The name of a group is not empty and has no control characters.");
    }

    /// <summary>Checks that a client may join a group, and so may see its members.</summary>
    /// <exception cref="RefusalException">It may not.</exception>
    public async Task CheckJoinAsync(BrokerSession session, string group, CancellationToken cancellationToken)
    {
        PolicyVerdict verdict = await policies.MayJoinGroupAsync(session.View, group, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        Check(verdict, $"You may not join '{group}'.");
    }

    /// <summary>Checks that a client may send to a group.</summary>
    /// <exception cref="RefusalException">It may not.</exception>
    public async Task CheckSendAsync(BrokerSession session, string group, CancellationToken cancellationToken)
    {
        PolicyVerdict verdict = await policies.MaySendToGroupAsync(session.View, group, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        Check(verdict, $"You may not send to '{group}'.");
    }

    /// <summary>
    /// Waits until a client has an id. One that is back after an outage calls before it has its ids again.
    /// </summary>
    /// <exception cref="RefusalException">It does not get it while ids are kept.</exception>
    public async Task WaitForIdAsync(BrokerSession session, string peerId, CancellationToken cancellationToken)
    {
        long since = time.GetTimestamp();
        while (true)
        {
            // Asked for first, or a registration in between would be missed.
            Task next = session.NextRegisteredAsync();
            if (session.View.PeerIds.Contains(peerId))
                return;
            TimeSpan left = options.Value.ResumeWindow - time.GetElapsedTime(since);
            if (left <= TimeSpan.Zero)
                throw NotYours(peerId);
            await next.Branch().WaitAsync(left, time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static RefusalException NotYours(string peerId) =>
        new(PeerErrorCode.PermissionDenied, $"'{peerId}' is not an id of yours.");

    private static void Check(PolicyVerdict verdict, string denied)
    {
        if (verdict == PolicyVerdict.Allowed)
            return;
        throw verdict switch
        {
            PolicyVerdict.NoPolicy => new RefusalException(
                PeerErrorCode.PermissionDenied, PolicyEvaluator.NoPolicyText),
            PolicyVerdict.Failed => new RefusalException(PeerErrorCode.PolicyFailed, PolicyEvaluator.FailedText),
            _ => new RefusalException(PeerErrorCode.PermissionDenied, denied),
        };
    }
}
