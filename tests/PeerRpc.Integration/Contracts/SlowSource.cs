using System.Runtime.CompilerServices;

namespace PeerRpc.Integration.Contracts;

/// <summary>Makes numbers, and stops now and then until the test lets it go on.</summary>
/// <param name="count">How many.</param>
/// <param name="pauses">How many times it stops, evenly spread.</param>
internal sealed class SlowSource(int count, int pauses = 1)
{
    private readonly Gate[] _reached = [.. Enumerable.Range(0, pauses).Select(_ => new Gate())];
    private readonly Gate[] _goOn = [.. Enumerable.Range(0, pauses).Select(_ => new Gate())];

    public int Count => count;

    /// <summary>Ends when it stops for this time.</summary>
    public Task PausedAsync(int pause = 0) => _reached[pause].WaitAsync();

    public void GoOn(int pause = 0) => _goOn[pause].Open();

    public async IAsyncEnumerable<int> Items([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        int pause = 0;
        for (int i = 0; i < count; i++)
        {
            if (pause < pauses && i == (pause + 1) * count / (pauses + 1))
            {
                _reached[pause].Open();
                await _goOn[pause++].WaitAsync().WaitAsync(cancellationToken);
            }
            yield return i;
        }
    }
}
