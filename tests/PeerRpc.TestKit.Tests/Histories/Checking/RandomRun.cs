using PeerRpc.TestKit.Histories;

namespace PeerRpc.TestKit.Tests.Histories.Checking;

/// <summary>Makes the history of a run in which everything goes as promised, from a seed.</summary>
/// <remarks>
/// Two callers and a callee that is killed and started again now and then. The calls under way are advanced in a random
/// order, but those of one caller start in the order in which they were made.
/// </remarks>
internal sealed class RandomRun
{
    private const int CalleePeer = 9;
    private const int MostUnderWay = 40;

    private readonly Random _random;
    private readonly ManualClock _clock = new();
    private readonly MemoryHistory _history = new();
    private readonly List<RandomCall> _underWay = [];
    private readonly HistoryRecorder _world;
    private readonly HistoryRecorder[] _callers;
    private readonly Dictionary<int, Queue<RandomCall>> _waiting = [];
    private readonly long[] _orders;
    private HistoryRecorder _callee;
    private int _processes = 2;
    private long _calls;

    private RandomRun(int seed)
    {
        _random = new Random(seed);
        _world = new HistoryRecorder(0, _history, _clock);
        _callers = [Process(1), Process(2)];
        _orders = new long[_callers.Length];
        foreach (HistoryRecorder caller in _callers)
            _waiting[caller.Process] = [];
        _callee = StartCallee();
    }

    /// <summary>A run with that many calls.</summary>
    public static HistoryEvent[] Create(int seed, int calls)
    {
        var run = new RandomRun(seed);
        while (run._calls < calls || run._underWay.Count > 0)
            run.Step(calls);
        // Long enough for everything that a killed process leaves to others to be due.
        run._clock.Advance(TimeSpan.FromMinutes(5));
        run._world.ProcessChanged(HistoryEventKind.ProcessLeft, run._world.Process);
        return [.. run._history.Read()];
    }

    private void Step(int calls)
    {
        _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(3)));
        if (_random.Next(500) == 0)
            ReplaceCallee();
        else if (_calls < calls && _underWay.Count < MostUnderWay && _random.Next(2) == 0)
            Invoke();
        else if (_underWay.Count > 0)
            Advance(_underWay[_random.Next(_underWay.Count)]);
    }

    private void Invoke()
    {
        int caller = _random.Next(_callers.Length);
        var form = (CallForm)_random.Next(5);
        bool isOrdered = form == CallForm.Unary;
        var call = new RandomCall(_callers[caller], ++_calls, form, _random.NextInt64(), _random.Next(4));
        long order = isOrdered ? ++_orders[caller] : 0;
        call.Caller.Invoked(call.Key, CalleePeer, form, call.Request, TimeSpan.FromHours(1), order);
        _underWay.Add(call);
        if (isOrdered)
            _waiting[call.Caller.Process].Enqueue(call);
    }

    private void Advance(RandomCall call)
    {
        if (call.Callee is null)
        {
            Queue<RandomCall> before = _waiting[call.Caller.Process];
            if (call.Form == CallForm.Unary && before.Peek() != call)
                call = before.Peek();
            if (call.Form == CallForm.Unary)
                before.Dequeue();
            if (_random.Next(20) == 0)
                Finish(call, () => call.Refuse());
            else
                call.Start(_callee);
            return;
        }
        if (call.Left > 0)
            call.Flow(_random);
        else
            Finish(call, () => call.Complete(_random));
    }

    private void ReplaceCallee()
    {
        _world.ProcessChanged(HistoryEventKind.ProcessKilled, _callee.Process);
        foreach (RandomCall call in _underWay.Where(call => call.Callee == _callee).ToArray())
            Finish(call, call.Lose);
        _callee = StartCallee();
    }

    private void Finish(RandomCall call, Action how)
    {
        how();
        _underWay.Remove(call);
    }

    private HistoryRecorder StartCallee()
    {
        HistoryRecorder callee = Process(++_processes);
        _world.ProcessStarted(callee.Process, CalleePeer);
        return callee;
    }

    private HistoryRecorder Process(int number) => new(number, _history, _clock);
}
