namespace PeerRpc.Benchmarks.Relay;

/// <summary>The calls of one caller: free ones to rent, and those under way by their id.</summary>
internal sealed class RelayCallPool
{
    // Guards everything below.
    private readonly Lock _gate = new();
    private readonly List<RelayCall> _all = [];
    private readonly Stack<RelayCall> _free = new();
    private Exception? _end;

    /// <summary>Takes a free call.</summary>
    public RelayCall Rent()
    {
        lock (_gate)
        {
            if (_end is not null) throw new IOException("The connection has ended.", _end);
            if (_free.TryPop(out RelayCall? free)) return free;
            var call = new RelayCall(this, (uint)_all.Count);
            _all.Add(call);
            return call;
        }
    }

    /// <summary>Takes a call back whose answer has been read.</summary>
    public void Return(RelayCall call)
    {
        lock (_gate) _free.Push(call);
    }

    /// <summary>The call under way that an answer names.</summary>
    public RelayCall Find(ulong callId)
    {
        lock (_gate)
        {
            int slot = RelayCall.SlotOf(callId);
            if (slot < _all.Count && _all[slot].Id == callId) return _all[slot];
            throw new InvalidDataException($"No call has the id {callId:x}.");
        }
    }

    /// <summary>Ends every call under way and all later ones.</summary>
    public void End(Exception exception)
    {
        RelayCall[] underWay;
        lock (_gate)
        {
            _end = exception;
            underWay = [.. _all.Except(_free)];
        }

        foreach (RelayCall call in underWay) call.Fail(exception);
    }
}
