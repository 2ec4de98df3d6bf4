using PeerRpc.Core.Connections;

namespace PeerRpc.Core.Tests.Fakes;

/// <summary>Where nothing gathers; flushing can tell a test's own code.</summary>
/// <param name="onFlush">Called for each flush; null for nothing.</param>
internal sealed class NoOutput(Action? onFlush = null) : IFlushable
{
    public void Flush() => onFlush?.Invoke();
}
