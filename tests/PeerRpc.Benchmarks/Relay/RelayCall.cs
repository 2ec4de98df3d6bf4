using System.Threading.Tasks.Sources;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>A pooled call. Its slot and its generation make the call id, so that a late answer is recognized.</summary>
/// <remarks>
/// Continuations run on the reader's thread: the loops of a batch then gather their next calls into one flush.
/// </remarks>
internal sealed class RelayCall(RelayCallPool pool, uint slot) : IValueTaskSource<string>
{
    private const int GenerationShift = 32;
    private ManualResetValueTaskSourceCore<string> _core;
    private uint _generation;

    /// <summary>The id of the current use.</summary>
    public ulong Id => ((ulong)_generation << GenerationShift) | slot;

    /// <summary>The answer of the current use; awaited once.</summary>
    public ValueTask<string> Answer => new(this, _core.Version);

    /// <summary>The slot that an id names.</summary>
    public static int SlotOf(ulong callId) => (int)(uint)callId;

    /// <summary>Ends the call with its answer.</summary>
    public void Complete(string text) => _core.SetResult(text);

    /// <summary>Ends the call with an error.</summary>
    public void Fail(Exception exception) => _core.SetException(exception);

    /// <inheritdoc/>
    public string GetResult(short token)
    {
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _core.Reset();
            _generation++;
            pool.Return(this);
        }
    }

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
