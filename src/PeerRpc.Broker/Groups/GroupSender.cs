using PeerRpc.Broker.Sessions;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Groups;

namespace PeerRpc.Broker.Groups;

/// <summary>What one client sends to one group, in its order. For any thread.</summary>
/// <remarks>
/// 1. Once the policies have allowed it, they are not asked again, and a message goes straight into the group. 2. Until
/// then, and while the client has not got its id back, messages wait one behind the other. 3. One that is refused is
/// told so, and the next one is asked about anew.
/// </remarks>
/// <param name="session">The client.</param>
/// <param name="name">The group.</param>
/// <param name="groups">Where it is found.</param>
/// <param name="admission">Says whether the client may.</param>
internal sealed class GroupSender(BrokerSession session, string name, GroupTable groups, GroupAdmission admission)
{
    private readonly Lock _gate = new(); // guards what follows
    private readonly StampedClaim[]? _claims = session.Stamp.Claims.Count > 0 ? [.. session.Stamp.Claims] : null;
    private readonly string? _authenticationType =
        session.Stamp.AuthenticationType.Length > 0 ? session.Stamp.AuthenticationType : null;

    private Task _last = Task.CompletedTask;
    private bool _isAllowed;

    /// <summary>Whether nothing of it waits.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
                return _last.IsCompleted;
        }
    }

    /// <summary>Sends a message; ends when the group has it.</summary>
    /// <exception cref="RefusalException">The client may not, or does not have the id.</exception>
    public Task SendAsync(GroupMessage message, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_isAllowed || !_last.IsCompleted || !HasId(message.PeerId))
                return (_last = SendLaterAsync(_last, message, cancellationToken)).Branch();
            SendNow(message);
            return Task.CompletedTask;
        }
    }

    private bool HasId(string peerId) => peerId.Length == 0 || session.View.PeerIds.Contains(peerId);

    private async Task SendLaterAsync(Task before, GroupMessage message, CancellationToken cancellationToken)
    {
        await before.Branch().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_isAllowed)
            await admission.CheckSendAsync(session, name, cancellationToken);
        _isAllowed = true;
        // Last, so that the id is still this client's when the message goes out under it.
        if (!HasId(message.PeerId))
            await admission.WaitForIdAsync(session, message.PeerId, cancellationToken);
        SendNow(message);
    }

    private void SendNow(GroupMessage message)
    {
        groups.Counts.CountMessage();
        groups.Find(name)?.Send(new GroupDelivery(
            message.PeerId, message.Path, message.Method, message.Payload, message.Signature, _authenticationType,
            _claims));
    }
}
