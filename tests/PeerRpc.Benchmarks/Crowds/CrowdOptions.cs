namespace PeerRpc.Benchmarks.Crowds;

/// <summary>How large a crowd is, and what it does.</summary>
internal sealed class CrowdOptions
{
    /// <summary>Clients that are connected and idle. Default 15,000.</summary>
    public int Peers { get; set; } = 15_000;

    /// <summary>How often they all come and leave. Default 3.</summary>
    public int Cycles { get; set; } = 3;

    /// <summary>How many of them chat, where any do. Default 1,000.</summary>
    public int Chatting { get; set; } = 1_000;

    /// <summary>Calls per second that each of those makes. Default 0.2, one in five seconds.</summary>
    public double ChatRate { get; set; } = 0.2;

    /// <summary>Routes that lead to one client, or from one, at most. Default 10,000.</summary>
    public int Routes { get; set; } = 10_000;

    /// <summary>Members of the group (<c>groups</c>). Default 10,000.</summary>
    public int Members { get; set; } = 10_000;

    /// <summary>Clients in one process at most; the limit of open files must allow them. Default 5,000.</summary>
    public int PeersPerProcess { get; set; } = 5_000;
}
