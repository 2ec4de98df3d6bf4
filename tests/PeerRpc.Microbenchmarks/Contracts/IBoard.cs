namespace PeerRpc.Microbenchmarks.Contracts;

/// <summary>What the benchmarks call.</summary>
[PeerController("/board")]
public interface IBoard
{
    /// <summary>Gives its argument back.</summary>
    Task<string> Echo(string text);

    /// <summary>Moves a point: two arguments and a result of the user's own type.</summary>
    Task<Point> Move(Point point, int steps);
}
