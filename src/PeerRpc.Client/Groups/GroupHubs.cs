using System.Collections.Concurrent;

namespace PeerRpc.Client.Groups;

/// <summary>The groups that a client has to do with. For any thread.</summary>
/// <param name="services">What they work with.</param>
internal sealed class GroupHubs(GroupServices services)
{
    private readonly ConcurrentDictionary<string, GroupHub> _hubs = new(StringComparer.Ordinal);

    public GroupHub Get(string name) =>
        _hubs.GetOrAdd(name, static (name, services) => new GroupHub(name, services), services);

    /// <summary>The client is closed.</summary>
    public async Task CloseAsync()
    {
        services.Calls.Close();
        await Task.WhenAll(_hubs.Values.Select(hub => hub.CloseAsync())).ConfigureAwait(false);
    }
}
