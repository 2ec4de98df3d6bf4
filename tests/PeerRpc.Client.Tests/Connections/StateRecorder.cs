namespace PeerRpc.Client.Tests.Connections;

/// <summary>Writes down the states that it is told of.</summary>
internal sealed class StateRecorder(Action<PeerConnectionState>? seen = null) : IObserver<PeerConnectionChange>
{
    private readonly Lock _gate = new(); // guards _states
    private readonly List<PeerConnectionState> _states = [];
    private int _ends;

    public IReadOnlyList<PeerConnectionState> States
    {
        get
        {
            lock (_gate)
                return [.. _states];
        }
    }

    public int Ends => Volatile.Read(ref _ends);

    public void OnNext(PeerConnectionChange value)
    {
        lock (_gate)
            _states.Add(value.State);
        seen?.Invoke(value.State);
    }

    public void OnCompleted() => Interlocked.Increment(ref _ends);

    public void OnError(Exception error) => throw new InvalidOperationException("States do not fail.", error);
}
