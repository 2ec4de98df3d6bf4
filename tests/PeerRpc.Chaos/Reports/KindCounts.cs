namespace PeerRpc.Chaos.Reports;

/// <summary>How the calls of one kind have ended.</summary>
internal sealed class KindCounts
{
    public int Made { get; set; }

    public int Succeeded { get; set; }

    /// <summary>Ended as the load wants it: cancelled, timed out, refused.</summary>
    public int AsMeant { get; set; }

    public int Failed { get; set; }

    /// <summary>Had no outcome: one-way, or of a caller that was killed.</summary>
    public int Open => Made - Succeeded - AsMeant - Failed;
}
