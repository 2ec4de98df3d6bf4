using System.Threading.Tasks.Sources;

namespace PeerRpc.Core.Streams;

/// <summary>Lets the reader of a stream wait, again and again, without allocating.</summary>
/// <remarks>
/// Its continuation runs inline: it is completed by a work item of its own, so it holds up nobody.
/// </remarks>
internal sealed class StreamSignal : IThreadPoolWorkItem, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _core;

    /// <summary>Begins a wait; the one before has ended.</summary>
    public ValueTask Begin()
    {
        _core.Reset();
        return new ValueTask(this, _core.Version);
    }

    public void Execute() => _core.SetResult(true);

    public void Cancel(CancellationToken cancellationToken) =>
        _core.SetException(new OperationCanceledException(cancellationToken));

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
