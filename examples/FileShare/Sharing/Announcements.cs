using FileShare.Contracts;
using PeerRpc;
using PeerRpc.Client;

namespace FileShare.Sharing;

/// <summary>Announces a share again whenever the client is back: a broker that was started anew knows nothing.</summary>
/// <param name="shares">The broker's list.</param>
/// <param name="acceptsUploads">What the list says of the share.</param>
internal sealed class Announcements(IShares shares, bool acceptsUploads) : IObserver<PeerConnectionChange>, IDisposable
{
    private readonly SemaphoreSlim _changed = new(0);
    private volatile bool _isOver;

    /// <summary>Announces until the client has given up.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await _changed.WaitAsync(stop);
            if (_isOver)
                return;
            try
            {
                await shares.Announce(acceptsUploads);
            }
            catch (PeerRpcException error) when (error.Code is PeerErrorCode.ConnectionLost or PeerErrorCode.Unavailable)
            {
                // The connection is gone again; the next one brings another announcement.
            }
        }
    }

    public void OnNext(PeerConnectionChange value)
    {
        if (value.State == PeerConnectionState.Connected)
            _changed.Release();
    }

    public void OnCompleted()
    {
        _isOver = true;
        _changed.Release();
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _changed.Dispose();
}
