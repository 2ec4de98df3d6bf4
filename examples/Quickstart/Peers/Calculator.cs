using Quickstart.Contracts;

namespace Quickstart.Peers;

/// <summary>Divides, and counts for as long as anybody wants it to.</summary>
internal sealed class Calculator : ICalculator, IDisposable
{
    /// <summary>Released each time a count begins.</summary>
    public SemaphoreSlim Started { get; } = new(0);

    /// <summary>Released each time a count was told to stop.</summary>
    public SemaphoreSlim Stopped { get; } = new(0);

    public Task<int> Divide(int dividend, int divisor) => Task.FromResult(dividend / divisor);

    public async Task CountToInfinity(CancellationToken cancellationToken = default)
    {
        Started.Release();
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            Stopped.Release();
        }
    }

    public void Dispose()
    {
        Started.Dispose();
        Stopped.Dispose();
    }
}
