using System.Threading.Tasks.Sources;

namespace PeerRpc.Core.Streams;

/// <summary>Lets the producer of a stream wait for room, again and again, without allocating.</summary>
/// <remarks>
/// Its continuation runs on the thread pool: it is completed under the link's gate, and runs people's code.
/// </remarks>
internal sealed class ProducerRoom : IValueTaskSource<bool>
{
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };

    /// <summary>Whether the producer waits. Under the gate.</summary>
    public bool IsAwaited { get; private set; }

    /// <summary>Begins a wait; the one before has ended. Under the gate.</summary>
    public ValueTask<bool> Begin()
    {
        IsAwaited = true;
        _core.Reset();
        return new ValueTask<bool>(this, _core.Version);
    }

    /// <summary>Ends the wait, if there is one. Under the gate.</summary>
    public void End(bool wanted)
    {
        if (!IsAwaited)
            return;
        IsAwaited = false;
        _core.SetResult(wanted);
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
