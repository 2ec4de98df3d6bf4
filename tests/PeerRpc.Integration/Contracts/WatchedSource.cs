using System.Reactive.Linq;
using System.Reactive.Subjects;

namespace PeerRpc.Integration.Contracts;

/// <summary>A hot source that tells how many observe it, and when that is as many as somebody waits for.</summary>
internal sealed class WatchedSource : IObservable<int>
{
    private readonly Subject<int> _subject = new();
    private readonly Lock _gate = new(); // guards what follows
    private readonly List<(int Count, Gate Gate)> _waiting = [];
    private int _observers;

    /// <summary>How many have subscribed in all.</summary>
    public int Subscriptions { get; private set; }

    public void OnNext(int value) => _subject.OnNext(value);

    public IDisposable Subscribe(IObserver<int> observer)
    {
        IDisposable subscription = _subject.Finally(() => Add(-1)).Subscribe(observer);
        Add(1);
        return subscription;
    }

    /// <summary>Ends when so many observe it.</summary>
    public Task ObservedByAsync(int count)
    {
        lock (_gate)
        {
            if (_observers == count)
                return Task.CompletedTask;
            var gate = new Gate();
            _waiting.Add((count, gate));
            return gate.WaitAsync();
        }
    }

    private void Add(int change)
    {
        lock (_gate)
        {
            _observers += change;
            Subscriptions += Math.Max(change, 0);
            foreach ((int count, Gate gate) in _waiting)
            {
                if (count == _observers)
                    gate.Open();
            }
        }
    }
}
