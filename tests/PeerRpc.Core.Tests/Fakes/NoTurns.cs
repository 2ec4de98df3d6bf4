using PeerRpc.Core.Links;

namespace PeerRpc.Core.Tests.Fakes;

/// <summary>Gives no turns to anybody.</summary>
internal sealed class NoTurns : IBulkTurns
{
    public void Add(IBulkSource source)
    {
    }
}
