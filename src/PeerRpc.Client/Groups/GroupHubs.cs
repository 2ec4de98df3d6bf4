namespace PeerRpc.Client.Groups;

/// <summary>
/// The groups that a client has to do with: those that it is a member of, or whose messages somebody here wants. For
/// any thread.
/// </summary>
/// <param name="services">What they work with.</param>
internal sealed class GroupHubs(GroupServices services)
{
    private readonly Lock _gate = new(); // guards what follows, and is taken before that of a hub
    private readonly Dictionary<string, GroupHub> _hubs = new(StringComparer.Ordinal);
    private bool _closed;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _hubs.Count;
        }
    }

    /// <summary>Joins or leaves a group.</summary>
    public async Task UseAsync(string name, Func<GroupHub, Task> use)
    {
        GroupHub hub = Take(name);
        try
        {
            await use(hub).ConfigureAwait(false);
        }
        finally
        {
            GiveBack(hub);
        }
    }

    /// <summary>Subscribes to what comes from a group.</summary>
    public IDisposable Subscribe(string name, Func<GroupHub, IDisposable> subscribe)
    {
        GroupHub hub = Take(name);
        try
        {
            return subscribe(hub);
        }
        finally
        {
            GiveBack(hub);
        }
    }

    /// <summary>How the client stands to a group; null if nobody here has to do with it.</summary>
    public GroupStanding? StandingOf(string name)
    {
        lock (_gate)
            return _hubs.GetValueOrDefault(name)?.Standing;
    }

    /// <summary>An id has been given up.</summary>
    public void Revoke(string peerId)
    {
        GroupHub[] hubs;
        lock (_gate)
            hubs = [.. _hubs.Values];
        foreach (GroupHub hub in hubs)
            hub.Revoke(peerId);
    }

    /// <summary>The client is closed.</summary>
    public async Task CloseAsync()
    {
        services.Calls.Close();
        GroupHub[] hubs;
        lock (_gate)
        {
            _closed = true;
            hubs = [.. _hubs.Values];
        }
        await Task.WhenAll(hubs.Select(hub => hub.CloseAsync())).ConfigureAwait(false);
    }

    // Whoever has taken it keeps it among the others until it is given back: there are never two of one group.
    private GroupHub Take(string name)
    {
        lock (_gate)
        {
            if (!_hubs.TryGetValue(name, out GroupHub? hub))
                _hubs.Add(name, hub = new GroupHub(name, services, Rest, _closed));
            hub.Users++;
            return hub;
        }
    }

    private void GiveBack(GroupHub hub)
    {
        lock (_gate)
            hub.Users--;
        Rest(hub);
    }

    // Something of it has ended; perhaps that was the last.
    private void Rest(GroupHub hub)
    {
        lock (_gate)
        {
            // It may have been forgotten before, and have a successor.
            if (hub.Users == 0 && _hubs.GetValueOrDefault(hub.Name) == hub && hub.IsIdle)
                _hubs.Remove(hub.Name);
        }
    }
}
