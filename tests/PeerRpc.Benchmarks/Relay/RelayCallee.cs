namespace PeerRpc.Benchmarks.Relay;

/// <summary>Answers every call with its argument, read and written again.</summary>
internal sealed class RelayCallee(RelayConnection connection, RelayPayload payload) : IRelayReceiver, IAsyncDisposable
{
    private readonly TaskCompletionSource _registered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;

    /// <summary>Registers with the broker and goes on answering until it is disposed.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _reading = connection.ReadAsync(this);
        connection.Append(RelayFrameKind.Register);
        connection.Flush();
        await _registered.Task.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void OnFrame(RelayHeader header, ReadOnlySpan<byte> frame)
    {
        switch (header.Kind)
        {
            case RelayFrameKind.Data:
                string text = payload.Read(frame[RelayData.PayloadOffset..]);
                connection.AppendData(header.Label, RelayData.ReadCallId(frame), payload, text);
                break;
            case RelayFrameKind.Registered:
                _registered.SetResult();
                break;
            default:
                throw new InvalidDataException($"A callee does not take {header.Kind} frames.");
        }
    }

    /// <inheritdoc/>
    public void OnBufferHandled() => connection.Flush();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        connection.Dispose();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
