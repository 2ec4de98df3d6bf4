using PeerRpc.Core.Balancing;

namespace PeerRpc.Integration.Behaviours;

/// <summary>Waits for what a client knows of the peers among which it shares out calls.</summary>
internal static class Pools
{
    /// <summary>Ends when so many peers with a capability are online, as far as the client knows.</summary>
    public static Task KnowsAsync(this PeerClient client, string capability, int peers) => client.UntilAsync(
        capability,
        members => members.Count == peers && members.All(member => member.State == PeerState.Online));

    /// <summary>Ends when what the client knows of the peers with a capability fulfils a condition.</summary>
    public static async Task UntilAsync(
        this PeerClient client, string capability, Func<IReadOnlyList<PoolMember>, bool> condition)
    {
        CallPool pool = client.PoolOf(new PeerFilter { Capability = capability }).Calls;
        while (true)
        {
            Task<PeerRpcException?> changed = pool.Changed;
            pool.Use();
            if (pool.Members is { } members && condition(members))
                return;
            await changed.WithinLimitAsync();
        }
    }
}
