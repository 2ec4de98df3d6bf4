namespace PeerRpc.Benchmarks.Relay;

/// <summary>Answers every call with its argument, read and written again, and sends bulk on request.</summary>
internal sealed class RelayCallee(RelayConnection connection, RelayPayload payload) : IRelayReceiver, IAsyncDisposable
{
    private readonly TaskCompletionSource _registered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RelayBulkOutbox _bulk = new(connection);
    private Task _reading = Task.CompletedTask;

    /// <summary>Registers with the broker under a number and goes on answering until it is disposed.</summary>
    public async Task StartAsync(uint number, CancellationToken cancellationToken)
    {
        _reading = connection.ReadAsync(this);
        connection.Append(RelayFrameKind.Register, number);
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
            case RelayFrameKind.BulkRequest:
                _bulk.Start(header.Label, RelayBulk.ReadNumber(frame));
                break;
            case RelayFrameKind.BulkCredit:
                _bulk.AddCredit(header.Label, RelayBulk.ReadNumber(frame));
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
