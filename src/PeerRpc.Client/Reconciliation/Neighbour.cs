namespace PeerRpc.Client.Reconciliation;

/// <summary>Another member of a group. Guarded by the gate of its plan.</summary>
/// <param name="id">Its id.</param>
internal sealed class Neighbour(string id)
{
    public string Id => id;

    /// <summary>What the list of members said of it last: its state, and since when.</summary>
    public (PeerState State, DateTimeOffset Since) Seen { get; set; }

    /// <summary>Whether it can be reached, as far as is known.</summary>
    public bool IsThere { get; set; }

    /// <summary>Whether it is no member any more, and only a comparison with it has not ended yet.</summary>
    public bool IsGone { get; set; }

    /// <summary>Whether there is a reason to compare with it.</summary>
    public bool IsDue { get; set; }

    /// <summary>Whether it is in the queue.</summary>
    public bool IsQueued { get; set; }

    /// <summary>The comparison that runs, or the wait for the next attempt.</summary>
    public CancellationTokenSource? Activity { get; set; }

    /// <summary>Whether that is a wait.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>How many comparisons have failed one after another.</summary>
    public int Failures { get; set; }
}
