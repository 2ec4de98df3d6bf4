namespace PeerRpc;

/// <summary>What a client, or several, have done: counts since the beginning.</summary>
public sealed record PeerStatistics
{
    /// <summary>
    /// Calls that were made and have ended, by outcome: <see cref="PeerErrorCode.None"/> for those that succeeded. A
    /// one-way call has ended when it was accepted. Calls that could not be sent count, too; one that was made again
    /// counts each time.
    /// </summary>
    public IReadOnlyDictionary<PeerErrorCode, long> CallsMade { get; init; } = new Dictionary<PeerErrorCode, long>();

    /// <summary>Calls that were served and have ended, by outcome.</summary>
    public IReadOnlyDictionary<PeerErrorCode, long> CallsServed { get; init; } = new Dictionary<PeerErrorCode, long>();

    /// <summary>Streams and live objects that were passed to others.</summary>
    public long StreamsPassed { get; init; }

    /// <summary>Streams and live objects that were received from others.</summary>
    public long StreamsReceived { get; init; }

    /// <summary>How often a link went on over another path, counted at either end.</summary>
    public long LinksResumed { get; init; }

    /// <summary>Frames that were sent again by links that resumed.</summary>
    public long FramesReplayed { get; init; }

    /// <summary>How often a link found that the other side had broken the protocol, or was told so.</summary>
    public long LinkFaults { get; init; }

    /// <summary>The share of the calls made that succeeded, from 0 to 1; 1 if none was made.</summary>
    public double SuccessRate
    {
        get
        {
            long all = CallsMade.Values.Sum();
            return all == 0 ? 1 : (double)CallsMade.GetValueOrDefault(PeerErrorCode.None) / all;
        }
    }
}
