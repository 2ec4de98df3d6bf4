using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using PeerRpc.Broker.Sessions;

namespace PeerRpc.Broker.Groups;

/// <summary>Finds what each client sends to each group. For any thread.</summary>
/// <remarks>
/// Of a client no more groups are remembered than it may join: one that sends to many is asked about more often.
/// </remarks>
internal sealed class GroupSenders(
    GroupTable groups, GroupAdmission admission, IOptions<PeerBrokerOptions> options)
{
    // Goes with the session, without anybody who tells of its end.
    private readonly ConditionalWeakTable<BrokerSession, Dictionary<string, GroupSender>> _ofSessions = [];

    public GroupSender Get(BrokerSession session, string group)
    {
        Dictionary<string, GroupSender> senders = _ofSessions.GetValue(
            session, static _ => new Dictionary<string, GroupSender>(StringComparer.Ordinal));
        lock (senders)
        {
            if (senders.TryGetValue(group, out GroupSender? sender))
                return sender;
            if (senders.Count >= options.Value.MaxGroupsPerPeer)
                ForgetOne(senders);
            senders.Add(group, sender = new GroupSender(session, group, groups, admission));
            return sender;
        }
    }

    // All may be busy: then they are as many as calls that wait, of which there is a limit, too.
    private static void ForgetOne(Dictionary<string, GroupSender> senders)
    {
        string? idle = senders.FirstOrDefault(sender => sender.Value.IsIdle).Key;
        if (idle is not null)
            senders.Remove(idle);
    }
}
