using PeerRpc.Core.Transports;

namespace PeerRpc.Integration.Hosting;

/// <summary>Fails some times before it connects.</summary>
internal sealed class GatedConnector(IPeerConnector inner, int failures) : IPeerConnector
{
    private readonly TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left = failures;

    /// <summary>Ends when an attempt was let through.</summary>
    public Task Passed => _passed.Task;

    public bool CanConnect(Uri address) => inner.CanConnect(address);

    public ValueTask<ConnectedTransport> ConnectAsync(Uri address, string? accessToken, CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref _left) >= 0)
            throw new IOException("Nobody listens yet.");
        _passed.TrySetResult();
        return inner.ConnectAsync(address, accessToken, cancellationToken);
    }
}
