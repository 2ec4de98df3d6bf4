using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>Calls the callee over one route of the broker.</summary>
internal sealed class RelayCaller(RelayConnection connection, RelayPayload payload) : IRelayReceiver, IEchoCaller
{
    private readonly RelayCallPool _calls = new();
    private readonly TaskCompletionSource<uint> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;
    private uint _label;

    /// <summary>Opens the route.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _reading = ReadAsync();
        connection.Append(RelayFrameKind.OpenRoute);
        connection.Flush();
        _label = await _opened.Task.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<string> EchoAsync(string text)
    {
        RelayCall call = _calls.Rent();
        ValueTask<string> answer = call.Answer;
        connection.AppendData(_label, call.Id, payload, text);
        if (!connection.IsHandling) connection.Flush();
        return answer;
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

    private async Task ReadAsync()
    {
        try
        {
            await connection.ReadAsync(this);
            _calls.End(new EndOfStreamException("The broker closed the connection."));
        }
        catch (Exception exception)
        {
            // Every call under way fails with it, and the loop that made the call reports it.
            _calls.End(exception);
        }
    }
}
