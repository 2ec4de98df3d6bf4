using Microsoft.Extensions.Logging;
using PeerRpc.Client.Events;
using PeerRpc.Client.Groups;
using PeerRpc.Core.Connections;

namespace PeerRpc.Client;

/// <summary>Which ids a client has, which it wants, and what it is told about them. For any thread.</summary>
/// <remarks>
/// An id is registered from when the broker has accepted it until it is given up or lost: also while the connection is
/// lost. It is held from when the broker has accepted it over the present connection until there is another one.
/// </remarks>
internal sealed class PeerIdStates : IMemberIds
{
    private readonly WorkScheduler _work;
    private readonly Announcements<PeerRegistrationChange> _announcements;
    private readonly Lock _gate = new(); // guards what follows
    private readonly Dictionary<string, long> _holds = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, PeerRegistrationChange> _last = new(StringComparer.Ordinal);
    private volatile string[] _registered = [];
    private volatile string[] _wanted;
    private DeferredCompletion<bool>? _changed;
    private long _generation = 1;
    private long _lastHold;

    /// <param name="wanted">The ids that are to be registered for as long as the client lives.</param>
    /// <param name="work">Runs what follows a change.</param>
    /// <param name="logger">Told of observers that throw.</param>
    public PeerIdStates(IEnumerable<string> wanted, WorkScheduler work, ILogger logger)
    {
        _work = work;
        _announcements = new Announcements<PeerRegistrationChange>(logger);
        _wanted = [.. wanted.Distinct(StringComparer.Ordinal)];
        foreach (string peerId in _wanted)
            _last[peerId] = new PeerRegistrationChange(peerId, false, null);
    }

    /// <summary>The ids that are registered: those that are wanted first, in their order.</summary>
    public IReadOnlyList<string> Registered => _registered;

    /// <summary>The first of them; empty if there is none.</summary>
    public string First => _registered is [string first, ..] ? first : "";

    /// <summary>The ids that are wanted.</summary>
    public IReadOnlyList<string> Wanted => _wanted;

    /// <summary>The number of the connection, counted from 1 before the first one.</summary>
    public long Generation
    {
        get
        {
            lock (_gate)
                return _generation;
        }
    }

    public bool IsRegistered(string peerId) => _registered.Contains(peerId);

    public bool IsWanted(string peerId) => _wanted.Contains(peerId);

    public long HoldOf(string peerId)
    {
        lock (_gate)
            return _holds.GetValueOrDefault(peerId);
    }

    public Task NextChangeAsync()
    {
        lock (_gate)
            return (_changed ??= new DeferredCompletion<bool>(_work)).Task.Branch();
    }

    /// <summary>Subscribes to what becomes of ids; the observer is told how each stands first.</summary>
    public IDisposable Subscribe(IObserver<PeerRegistrationChange> observer)
    {
        IDisposable subscription;
        lock (_gate)
            subscription = _announcements.Admit(observer, [.. _last.Values]);
        _announcements.Tell();
        return subscription;
    }

    /// <summary>There is a new connection, over which no id is held yet.</summary>
    /// <returns>The ids to register over it.</returns>
    public IReadOnlyList<string> Begin()
    {
        lock (_gate)
        {
            _generation++;
            _holds.Clear();
            OnChanged();
            return _registered;
        }
    }

    /// <summary>The broker has accepted an id.</summary>
    /// <param name="peerId">The id.</param>
    /// <param name="generation">What the number of the connection was before.</param>
    /// <returns>Whether it has accepted it over the present connection, as far as is known.</returns>
    public bool TryHold(string peerId, long generation)
    {
        lock (_gate)
        {
            if (generation != _generation)
                return false;
            if (!_registered.Contains(peerId))
                _registered = Order([.. _registered, peerId]);
            _holds.TryAdd(peerId, ++_lastHold);
            Note(new PeerRegistrationChange(peerId, true, null));
            OnChanged();
        }
        _announcements.Tell();
        return true;
    }

    /// <summary>An id could not be had.</summary>
    public void Miss(string peerId, PeerRpcException failure)
    {
        lock (_gate)
        {
            if (!IsRegistered(peerId) && IsWanted(peerId))
                Note(new PeerRegistrationChange(peerId, false, failure));
        }
        _announcements.Tell();
    }

    /// <summary>An id is lost.</summary>
    public void Lose(string peerId, PeerRpcException failure) =>
        Remove(peerId, new PeerRegistrationChange(peerId, false, failure));

    /// <summary>An id has been given up.</summary>
    public void GiveUp(string peerId) => Remove(peerId, new PeerRegistrationChange(peerId, false, null));

    /// <summary>An id is not wanted any more.</summary>
    public void Renounce(string peerId)
    {
        lock (_gate)
        {
            _wanted = [.. _wanted.Where(id => id != peerId)];
            OnChanged();
        }
    }

    /// <summary>The client is closed.</summary>
    public void Close()
    {
        lock (_gate)
        {
            OnChanged();
            _announcements.End();
        }
        _announcements.Tell();
    }

    private string[] Order(string[] ids) => [.. _wanted.Where(ids.Contains), .. ids.Except(_wanted)];

    private void Remove(string peerId, PeerRegistrationChange change)
    {
        lock (_gate)
        {
            _registered = [.. _registered.Where(id => id != peerId)];
            _holds.Remove(peerId);
            Note(change);
            // One that nobody wants any more is forgotten, or they would gather.
            if (!IsWanted(peerId))
                _last.Remove(peerId);
            OnChanged();
        }
        _announcements.Tell();
    }

    // Under the gate. The same failure again is no news.
    private void Note(PeerRegistrationChange change)
    {
        PeerRegistrationChange last =
            _last.GetValueOrDefault(change.PeerId) ?? new PeerRegistrationChange(change.PeerId, false, null);
        _last[change.PeerId] = change;
        if (last.IsRegistered != change.IsRegistered || last.Failure?.Code != change.Failure?.Code)
            _announcements.Next(change);
    }

    // Under the gate.
    private void OnChanged()
    {
        _changed?.TryComplete(true);
        _changed = null;
    }
}
