using System.Threading.Channels;
using CoEdit.Contracts;
using PeerRpc;
using SharedText;

namespace CoEdit.Peers;

/// <summary>Another member of a document's group, with whom it is compared whenever there is a reason.</summary>
/// <remarks>One comparison at a time; however many reasons come during one, there is one more after it.</remarks>
internal sealed class Neighbour : IAsyncDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _reasons = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    /// <param name="copy">Its copy of the document.</param>
    /// <param name="compare">Compares with it.</param>
    public Neighbour(ISharedCopy copy, Func<ISharedCopy, CancellationToken, Task> compare) =>
        _running = RunAsync(token => compare(copy, token), _stop.Token);

    /// <summary>Whether it can be reached, as far as is known. When it can again, there is a new reason.</summary>
    public bool IsOnline { get; set; }

    /// <summary>There is a reason.</summary>
    public void Compare() => _reasons.Writer.TryWrite(true);

    /// <summary>It is gone.</summary>
    public void Stop() => _stop.Cancel();

    public async ValueTask DisposeAsync()
    {
        Stop();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync(Func<CancellationToken, Task> compare, CancellationToken stop)
    {
        await foreach (bool _ in _reasons.Reader.ReadAllAsync(stop))
        {
            try
            {
                await compare(stop);
            }
            catch (PeerRpcException)
            {
                await Task.Delay(RetryDelay, stop);
                if (IsOnline)
                    Compare();
            }
            catch (Exception error) when (error is InvalidUpdateException or ArgumentException)
            {
                await Console.Error.WriteLineAsync($"* What another peer says cannot be read: {error.Message}");
            }
        }
    }
}
