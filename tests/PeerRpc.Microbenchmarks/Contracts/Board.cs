namespace PeerRpc.Microbenchmarks.Contracts;

/// <summary>Answers at once.</summary>
internal sealed class Board : IBoard
{
    public Task<string> Echo(string text) => Task.FromResult(text);

    public Task<Point> Move(Point point, int steps) => Task.FromResult(point with { X = point.X + steps });
}
