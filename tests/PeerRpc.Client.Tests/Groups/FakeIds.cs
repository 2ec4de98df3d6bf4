using PeerRpc.Client.Groups;
using PeerRpc.TestKit;

namespace PeerRpc.Client.Tests.Groups;

/// <summary>The ids of a client, which gets and loses them as a test says.</summary>
internal sealed class FakeIds : IMemberIds
{
    private readonly Lock _gate = new(); // guards what follows
    private readonly Dictionary<string, long> _holds = [];
    private readonly HashSet<string> _wanted = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Gate _waitedFor = new();
    private long _last;

    public bool IsRegistered(string peerId)
    {
        lock (_gate)
            return _holds.ContainsKey(peerId);
    }

    public bool IsWanted(string peerId)
    {
        lock (_gate)
            return _wanted.Contains(peerId);
    }

    public long HoldOf(string peerId)
    {
        lock (_gate)
            return _holds.GetValueOrDefault(peerId);
    }

    public Task NextChangeAsync()
    {
        lock (_gate)
        {
            _waitedFor.Open();
            return _changed.Task;
        }
    }

    /// <summary>Ends when somebody looks for changes, after the last change.</summary>
    public Task IsWaitedForAsync()
    {
        lock (_gate)
            return _waitedFor.WaitAsync();
    }

    /// <summary>The client has the id, over another connection than before.</summary>
    public void Get(string peerId) => Change(() => _holds[peerId] = ++_last);

    /// <summary>The client does not have it any more.</summary>
    public void Lose(string peerId) => Change(() => _holds.Remove(peerId));

    /// <summary>The client tries to get it.</summary>
    public void Want(string peerId) => Change(() => _wanted.Add(peerId));

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            change();
            changed = _changed;
            _waitedFor = new Gate();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        changed.SetResult();
    }
}
