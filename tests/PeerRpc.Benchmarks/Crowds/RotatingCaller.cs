using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Crowds;

/// <summary>Sends one call after another by one way after another.</summary>
internal sealed class RotatingCaller(IReadOnlyList<IEchoCaller> ways) : IEchoCaller
{
    private uint _next;

    /// <inheritdoc/>
    public ValueTask<string> EchoAsync(string text) =>
        ways[(int)(Interlocked.Increment(ref _next) % (uint)ways.Count)].EchoAsync(text);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
