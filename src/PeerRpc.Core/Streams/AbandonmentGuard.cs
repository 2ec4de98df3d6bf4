using System.Diagnostics.CodeAnalysis;

namespace PeerRpc.Core.Streams;

/// <summary>Notices that whoever held it was dropped without a word, and has that done which was forgotten.</summary>
/// <param name="forgotten">Let go of what was held. It runs on the thread pool: a finalizer must not wait.</param>
internal sealed class AbandonmentGuard(IThreadPoolWorkItem forgotten)
{
    ~AbandonmentGuard() => ThreadPool.UnsafeQueueUserWorkItem(forgotten, preferLocal: false);

    /// <summary>Nothing was forgotten.</summary>
    [SuppressMessage("Usage", "CA1816", Justification = "It has nothing to dispose of; its owners have.")]
    public void Disarm() => GC.SuppressFinalize(this);
}
