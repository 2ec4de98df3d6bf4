using PeerRpc;

namespace Quickstart.Contracts;

/// <summary>Does sums for others.</summary>
[PeerController("/calculator")]
public interface ICalculator
{
    /// <summary>Divides. Its contract says nothing about division by zero.</summary>
    Task<int> Divide(int dividend, int divisor);

    /// <summary>Never ends by itself; stops when the caller cancels or the deadline passes.</summary>
    Task CountToInfinity(CancellationToken cancellationToken = default);
}
