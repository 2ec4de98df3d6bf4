using System.Threading.Tasks.Sources;
using PeerRpc.Core.Connections;

namespace PeerRpc.Core.Streams;

/// <summary>Lets the producer of a stream wait for room, again and again, without allocating.</summary>
/// <remarks>
/// A wait ends under the link's gate, and its continuation runs people's code: it is completed by a work item.
/// </remarks>
/// <param name="work">Runs the work item.</param>
internal sealed class ProducerRoom(WorkScheduler work) : IThreadPoolWorkItem, IValueTaskSource<bool>
{
    private ManualResetValueTaskSourceCore<bool> _core;
    private bool _wanted;

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
        _wanted = wanted;
        work.Defer(this);
    }

    void IThreadPoolWorkItem.Execute() => _core.SetResult(_wanted);

    bool IValueTaskSource<bool>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
