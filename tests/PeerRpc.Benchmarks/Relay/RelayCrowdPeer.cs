using PeerRpc.Benchmarks.Crowds;
using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>A client of the relay that is told what others send to all.</summary>
internal sealed class RelayCrowdPeer : ICrowdPeer, IRelayReceiver
{
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(5);
    private readonly RelayConnection _connection;
    private readonly JsonRelayPayload _payload = new();
    private readonly TaskCompletionSource _registered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;
    private Action _received = static () => { };

    /// <summary>Reads what comes, as every client does.</summary>
    public RelayCrowdPeer(RelayConnection connection)
    {
        _connection = connection;
        _reading = connection.ReadAsync(this);
    }

    /// <summary>Tells the broker that it is there.</summary>
    public Task RegisterAsync(uint number)
    {
        _connection.Append(RelayFrameKind.Register, number);
        _connection.Flush();
        return _registered.Task;
    }

    /// <inheritdoc/>
    public IEchoCaller To(string name) => throw new NotSupportedException("In a crowd the relay only fans out.");

    /// <inheritdoc/>
    public Task JoinGroupAsync(Action received)
    {
        _received = received;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task TellGroupAsync(string text)
    {
        _connection.AppendData(0, 0, _payload, text, RelayFrameKind.Fan);
        _connection.Flush();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void OnFrame(RelayHeader header, ReadOnlySpan<byte> frame)
    {
        if (header.Kind == RelayFrameKind.Registered)
        {
            _registered.SetResult();
            return;
        }

        _ = _payload.Read(frame[RelayData.PayloadOffset..]);
        _received();
    }

    /// <inheritdoc/>
    public void OnBufferHandled() => _connection.Flush();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _reading.WaitAsync(CloseLimit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _payload.Dispose();
    }
}
