namespace PeerRpc.Broker.Labels;

/// <summary>A route on one of its two hops: the label there, and the half on the other hop.</summary>
/// <remarks>
/// Changes only under the gate of its own hop's output; no thread ever holds two gates. The read pump of the hop looks
/// at <see cref="State"/> and <see cref="Other"/> without the gate: what it finds may just have been closed, which
/// costs a frame that would have been discarded a moment later.
/// </remarks>
/// <param name="hop">The hop.</param>
/// <param name="label">The label; 0 as long as the broker has not chosen one.</param>
/// <param name="state">Where it stands.</param>
internal sealed class RouteHalf(Hop hop, uint label, RouteState state)
{
    private volatile RouteState _state = state;
    private volatile RouteHalf? _other;
    private volatile IRouteEnd? _end;
    private long _queuedAt;
    private int _queued;

    public Hop Hop { get; } = hop;

    public uint Label { get; set; } = label;

    public RouteState State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>The half on the other hop; null while a route is not known to lead anywhere.</summary>
    public RouteHalf? Other
    {
        get => _other;
        set => _other = value;
    }

    /// <summary>
    /// Where the route ends if that is the broker itself; or who searches for the other end, as long as there is none.
    /// </summary>
    public IRouteEnd? End
    {
        get => _end;
        set => _end = value;
    }

    /// <summary>Whether its queued data is to be dropped.</summary>
    public bool IsCut { get; set; }

    /// <summary>Whether the client of this hop asked for the route.</summary>
    public bool IsOpener => LabelTable.IsChosenByClient(Label);

    /// <summary>Notes bytes added to the queue.</summary>
    public void AddQueued(long generation, int bytes)
    {
        if (_queuedAt != generation)
        {
            _queuedAt = generation;
            _queued = 0;
        }
        _queued += bytes;
    }

    /// <summary>How many bytes of it still wait, given how often the queue has been taken.</summary>
    public int QueuedAt(long generation) => _queuedAt == generation ? _queued : 0;
}
