using PeerRpc.Broker;

namespace PeerRpc.Integration.Contracts;

/// <summary>Asks the session of the call.</summary>
internal sealed class Self : ISelf
{
    public Task<string[]> PeerIds(PeerCall? call = null) => Task.FromResult(call!.GetSession().PeerIds.ToArray());
}
