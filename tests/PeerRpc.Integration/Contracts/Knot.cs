namespace PeerRpc.Integration.Contracts;

/// <summary>May lead to itself, which JSON cannot carry.</summary>
public sealed class Knot
{
    public Knot? Next { get; set; }

    public static Knot Tie()
    {
        var knot = new Knot();
        knot.Next = knot;
        return knot;
    }
}
