using PeerRpc.Benchmarks.Bulk;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>Calls one callee, and receives bulk from it and from another, over routes of the broker.</summary>
internal sealed class RelayCaller(RelayConnection connection, RelayPayload payload) : IRelayReceiver, IBulkCaller
{
    private readonly RelayCallPool _calls = new();
    private readonly RelayBulkInbox _bulk = new(connection);
    private TaskCompletionSource<uint> _opened = new();
    private Task _reading = Task.CompletedTask;
    private uint _label;
    private uint? _bystanderLabel;
    private volatile bool _isBunch;

    /// <summary>Opens the route to the callee.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _reading = ReadAsync();
        _label = await OpenRouteAsync(BulkTarget.Callee).WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<string> EchoAsync(string text)
    {
        RelayCall call = _calls.Rent();
        ValueTask<string> answer = call.Answer;
        connection.AppendData(_label, call.Id, payload, text);
        if (!connection.IsHandling && !_isBunch) connection.Flush();
        return answer;
    }

    /// <inheritdoc/>
    public void BeginBunch() => _isBunch = true;

    /// <inheritdoc/>
    public void EndBunch()
    {
        _isBunch = false;
        connection.Flush();
    }

    /// <inheritdoc/>
    public async Task ReceiveAsync(BulkTarget target, long bytes, BulkMeter meter)
    {
        uint label = target == BulkTarget.Callee ? _label : _bystanderLabel ??= await OpenRouteAsync(target);
        await _bulk.ReceiveAsync(label, bytes, meter);
    }

    /// <inheritdoc/>
    public void OnFrame(RelayHeader header, ReadOnlySpan<byte> frame)
    {
        switch (header.Kind)
        {
            case RelayFrameKind.Data:
                string text = payload.Read(frame[RelayData.PayloadOffset..]);
                _calls.Find(RelayData.ReadCallId(frame)).Complete(text);
                break;
            case RelayFrameKind.BulkData:
                _bulk.OnData(header.Label, frame[RelayHeader.Size..]);
                break;
            case RelayFrameKind.RouteOpened:
                _opened.SetResult(header.Label);
                break;
            default:
                throw new InvalidDataException($"A caller does not take {header.Kind} frames.");
        }
    }

    /// <inheritdoc/>
    public void OnBufferHandled() => connection.Flush();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        connection.Dispose();
        await _reading;
    }

    // One at a time: the answer does not say to which request it belongs.
    private Task<uint> OpenRouteAsync(BulkTarget target)
    {
        _opened = new TaskCompletionSource<uint>(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.Append(RelayFrameKind.OpenRoute, (uint)target);
        connection.Flush();
        return _opened.Task;
    }

    private async Task ReadAsync()
    {
        try
        {
            await connection.ReadAsync(this);
            End(new EndOfStreamException("The broker closed the connection."));
        }
        catch (Exception exception)
        {
            // All that is under way fails with it, and whoever began it reports it.
            End(exception);
        }
    }

    private void End(Exception exception)
    {
        _calls.End(exception);
        _bulk.End(exception);
    }
}
