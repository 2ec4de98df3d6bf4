using FileShare.Contracts;
using PeerRpc;
using PeerRpc.Broker;

namespace FileShare.Brokers;

/// <summary>Keeps who shares files: the application's own code, on the broker.</summary>
/// <remarks>
/// Somebody who is killed cannot withdraw, but loses the peer id with the connection; so only those count whose session
/// still has theirs.
/// </remarks>
internal sealed class Shares : IShares
{
    private readonly Lock _gate = new(); // guards _entries
    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public Task Announce(bool acceptsUploads, PeerCall? call = null)
    {
        PeerSession session = call!.GetSession();
        lock (_gate)
        {
            foreach (string name in session.PeerIds)
                _entries[name] = new Entry(new Sharer(name, acceptsUploads), session);
        }
        return Task.CompletedTask;
    }

    public Task Withdraw(PeerCall? call = null)
    {
        PeerSession session = call!.GetSession();
        lock (_gate)
        {
            foreach (string name in session.PeerIds)
                _entries.Remove(name);
        }
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Sharer>> Who()
    {
        lock (_gate)
        {
            foreach (Entry gone in _entries.Values.Where(entry => entry.IsGone).ToArray())
                _entries.Remove(gone.Sharer.Name);
            return Task.FromResult<IReadOnlyList<Sharer>>([.. _entries.Values.Select(entry => entry.Sharer)]);
        }
    }

    private sealed record Entry(Sharer Sharer, PeerSession Session)
    {
        public bool IsGone => !Session.PeerIds.Contains(Sharer.Name);
    }
}
