using Chat.Contracts;
using PeerRpc;
using PeerRpc.Broker;

namespace Chat;

/// <summary>Keeps who is in the chat: the application's own code, on the broker.</summary>
/// <remarks>
/// Somebody who is cut off cannot say goodbye, but loses the peer id with the connection; so only those count whose
/// session still has theirs.
/// </remarks>
internal sealed class ChatRoom : IChatRoom
{
    private readonly Lock _gate = new(); // guards _sessions
    private readonly SortedDictionary<string, PeerSession> _sessions = new(StringComparer.Ordinal);

    public Task<IReadOnlyList<string>> Join(PeerCall? call = null)
    {
        PeerSession session = call!.GetSession();
        lock (_gate)
        {
            IReadOnlyList<string> others = Present();
            foreach (string name in session.PeerIds)
                _sessions[name] = session;
            return Task.FromResult(others);
        }
    }

    public Task<IReadOnlyList<string>> Leave(PeerCall? call = null)
    {
        PeerSession session = call!.GetSession();
        lock (_gate)
        {
            foreach (string name in session.PeerIds)
                _sessions.Remove(name);
            return Task.FromResult(Present());
        }
    }

    public Task<IReadOnlyList<string>> Members()
    {
        lock (_gate)
            return Task.FromResult(Present());
    }

    private IReadOnlyList<string> Present()
    {
        string[] gone = [.. _sessions.Where(pair => !pair.Value.PeerIds.Contains(pair.Key)).Select(pair => pair.Key)];
        foreach (string name in gone)
            _sessions.Remove(name);
        return [.. _sessions.Keys];
    }
}
