using System.Collections.Immutable;
using PeerRpc.Core.Connections;

namespace PeerRpc.Client.Groups;

/// <summary>
/// How this client stands to a group: whether it is a member at this moment, whether it has been left, and how often
/// there was a reason to think that this client and the others have not heard all of each other. For any thread.
/// </summary>
/// <param name="work">Runs what follows when the group is wanted again.</param>
internal sealed class GroupStanding(WorkScheduler work)
{
    private readonly Lock _gate = new(); // guards the next four
    private bool _isJoined;
    private long _reasons;
    private bool _isLeft;
    private DeferredCompletion<bool>? _wanted;
    private ImmutableArray<IGroupWatcher> _watchers = [];

    /// <summary>Whether nobody wants to know.</summary>
    public bool IsEmpty => _watchers.IsEmpty;

    /// <summary>Whether the group was left, and nobody wants to be a member since; or the client is closed.</summary>
    public bool IsLeft
    {
        get
        {
            lock (_gate)
                return _isLeft;
        }
    }

    /// <summary>Whether somebody keeps this client a member: whoever wants to know how it stands does.</summary>
    public bool IsKept => !IsEmpty && !IsLeft;

    /// <summary>Whether it is a member now, and how many reasons there have been.</summary>
    public (bool IsJoined, long Reasons) Current
    {
        get
        {
            lock (_gate)
                return (_isJoined, _reasons);
        }
    }

    /// <summary>Has somebody told of every change.</summary>
    /// <returns>Ends that when disposed.</returns>
    public IDisposable Watch(IGroupWatcher watcher)
    {
        ImmutableInterlocked.Update(ref _watchers, static (all, added) => all.Add(added), watcher);
        return new Watching(this, watcher);
    }

    /// <summary>The application leaves, or closes the client.</summary>
    public void Leave()
    {
        lock (_gate)
            _isLeft = true;
    }

    /// <summary>The application wants to be a member, or there is somebody new who keeps it one.</summary>
    public void Want()
    {
        lock (_gate)
        {
            _isLeft = false;
            _wanted?.TryComplete(true);
            _wanted = null;
        }
    }

    /// <summary>Ends when the group has not been left, or is wanted again.</summary>
    public Task WantedAsync()
    {
        lock (_gate)
            return _isLeft ? (_wanted ??= new DeferredCompletion<bool>(work)).Task.Branch() : Task.CompletedTask;
    }

    /// <summary>It has joined, or joined again.</summary>
    public void Join() => Change(isJoined: true, isReason: true);

    /// <summary>It gets nothing at this moment.</summary>
    public void Pause() => Change(isJoined: false, isReason: false);

    /// <summary>It has missed something, or something that it has sent may have reached nobody.</summary>
    public void Miss() => Change(isJoined: null, isReason: true);

    /// <summary>The client is closed.</summary>
    public void Close()
    {
        foreach (IGroupWatcher watcher in _watchers)
            watcher.OnClosed();
    }

    private void Change(bool? isJoined, bool isReason)
    {
        lock (_gate)
        {
            _isJoined = isJoined ?? _isJoined;
            if (isReason)
                _reasons++;
        }
        foreach (IGroupWatcher watcher in _watchers)
            watcher.OnStanding();
    }

    private void Remove(IGroupWatcher watcher) =>
        ImmutableInterlocked.Update(ref _watchers, static (all, gone) => all.Remove(gone), watcher);

    private sealed class Watching(GroupStanding standing, IGroupWatcher watcher) : IDisposable
    {
        public void Dispose() => standing.Remove(watcher);
    }
}
