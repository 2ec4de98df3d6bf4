namespace PeerRpc.Benchmarks.Watching;

/// <summary>What the process of <see cref="Processes.Workload.Watch"/> obeys.</summary>
internal static class WatchCommand
{
    /// <summary>Connects clients: address, number of the first, how many and how many at a time follow.</summary>
    public const string Join = "join";

    /// <summary>The first client lists all peers; the reply is how many in which time.</summary>
    public const string List = "list";

    /// <summary>The first client begins to watch all peers; the reply is how many it sees at first, and when.</summary>
    public const string View = "view";

    /// <summary>All clients begin to watch the peers of this process; the reply is when all see them.</summary>
    public const string Follow = "follow";

    /// <summary>The first client changes what it says of itself: how often follows.</summary>
    public const string Change = "change";
}
