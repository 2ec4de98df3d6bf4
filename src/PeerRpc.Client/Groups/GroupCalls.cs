using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Endpoints;
using PeerRpc.Core.Groups;

namespace PeerRpc.Client.Groups;

/// <summary>Serves the calls that come by way of groups. For any thread.</summary>
/// <remarks>
/// Calls of one sender start in their order, those of several side by side. As many run at a time as one peer's would:
/// beyond that nothing more is taken from the broker, which drops for a member that is too slow.
/// </remarks>
internal sealed class GroupCalls
{
    // Of more senders than this it makes a new one when the next call comes.
    private const int KeptSenders = 64;

    private readonly EndpointServices _services;
    private readonly CallServices _calls;
    private readonly Func<ulong> _nextNumber;
    private readonly uint _limit;
    private readonly Lock _gate = new(); // guards what follows
    private readonly Dictionary<SenderKey, SenderCalls> _senders = [];
    private DeferredCompletion<bool>? _room;
    private int _running;
    private bool _closed;

    public GroupCalls(EndpointServices services, Func<ulong> nextNumber)
    {
        _services = services;
        _nextNumber = nextNumber;
        _limit = services.Settings.Limits.Calls;
        _calls = services.Calls;
    }

    /// <summary>Has a call served; ends when there is room for it.</summary>
    /// <param name="group">By which group it came.</param>
    /// <param name="memberId">To which id of this client it came.</param>
    /// <param name="message">The call.</param>
    /// <param name="cancellationToken">Nobody wants it any more.</param>
    public async ValueTask ServeAsync(
        string group, string memberId, GroupDelivery message, CancellationToken cancellationToken)
    {
        var key = new SenderKey(group, memberId, message.Sender);
        Task? room;
        SenderCalls? sender;
        while (!TryBegin(key, message, out sender, out room))
            await room!.Branch().WaitAsync(cancellationToken).ConfigureAwait(false);
        sender?.Serve(message);
    }

    /// <summary>Nothing is served any more.</summary>
    public void Close()
    {
        SenderCalls[] senders;
        lock (_gate)
        {
            _closed = true;
            senders = [.. _senders.Values];
            _senders.Clear();
        }
        foreach (SenderCalls sender in senders)
            sender.End();
    }

    private bool TryBegin(SenderKey key, GroupDelivery message, out SenderCalls? sender, out Task? room)
    {
        List<SenderCalls>? retired = null;
        lock (_gate)
        {
            sender = null;
            room = null;
            if (_closed)
                return true;
            if (_running >= _limit)
            {
                room = (_room ??= new DeferredCompletion<bool>(_calls.Work)).Task;
                return false;
            }
            _running++;
            sender = Find(key, message, ref retired);
            sender.Begin();
        }
        retired?.ForEach(static old => old.Retire());
        return true;
    }

    private SenderCalls Find(SenderKey key, GroupDelivery message, ref List<SenderCalls>? retired)
    {
        if (_senders.TryGetValue(key, out SenderCalls? known))
        {
            if (known.IsOf(message))
                return known;
            _senders.Remove(key);
            (retired ??= []).Add(known);
        }
        if (_senders.Count >= KeptSenders)
        {
            KeyValuePair<SenderKey, SenderCalls> oldest = _senders.First();
            _senders.Remove(oldest.Key);
            (retired ??= []).Add(oldest.Value);
        }
        var identity = new CallIdentity(_services.Instance, _nextNumber());
        var made = new SenderCalls(identity, key, message, _calls, _services.Settings, OnAnswered);
        _senders.Add(key, made);
        return made;
    }

    private void OnAnswered()
    {
        lock (_gate)
        {
            _running--;
            _room?.TryComplete(true);
            _room = null;
        }
    }
}
