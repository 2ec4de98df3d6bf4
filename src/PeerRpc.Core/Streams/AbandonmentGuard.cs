using System.Diagnostics.CodeAnalysis;
using PeerRpc.Core.Connections;

namespace PeerRpc.Core.Streams;

/// <summary>Notices that whoever held it was dropped without a word, and has that done which was forgotten.</summary>
/// <param name="forgotten">Let go of what was held. A finalizer must not wait.</param>
/// <param name="work">Runs it.</param>
internal sealed class AbandonmentGuard(IThreadPoolWorkItem forgotten, WorkScheduler work)
{
    ~AbandonmentGuard() => work.DeferForgotten(forgotten);

    /// <summary>Nothing was forgotten.</summary>
    [SuppressMessage("Usage", "CA1816", Justification = "It has nothing to dispose of; its owners have.")]
    public void Disarm() => GC.SuppressFinalize(this);
}
