using System.Runtime.InteropServices;

namespace PeerRpc.TestKit.Histories.Checking;

/// <summary>What the histories of a run say, by call, stream, link and process.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<long, CallFacts> _calls = [];
    private readonly Dictionary<long, StreamFacts> _streams = [];
    private readonly Dictionary<(int Caller, int Target), LinkFacts> _links = [];
    private readonly Dictionary<int, ProcessLife> _processes = [];

    public IReadOnlyCollection<CallFacts> Calls => _calls.Values;

    public IReadOnlyCollection<StreamFacts> Streams => _streams.Values;

    /// <summary>The time of the last event.</summary>
    public TimeSpan Until { get; private set; }

    public CallFacts? Call(long key) => _calls.GetValueOrDefault(key);

    public StreamFacts? Stream(long key) => _streams.GetValueOrDefault(key);

    public LinkFacts Link(CallFacts call) => GetOrAdd(_links, (call.Caller, call.Target));

    public ProcessLife Process(int process) => GetOrAdd(_processes, process);

    /// <summary>Whether an instance of a peer has gone.</summary>
    public bool HasLost(int peer) => _processes.Values.Any(life => life.Peer == peer && life.GoneAt is not null);

    /// <summary>Takes what others refer to: calls, streams and processes.</summary>
    /// <returns>Whether the event is new: a call cannot be made twice under one key.</returns>
    public bool Declare(in HistoryEvent entry)
    {
        Until = entry.Time > Until ? entry.Time : Until;
        switch (entry.Kind)
        {
            case HistoryEventKind.CallInvoked:
                return _calls.TryAdd(entry.Key, new CallFacts(entry));
            case HistoryEventKind.StreamOpened:
                if (!_streams.TryGetValue(entry.Key, out StreamFacts? stream))
                    _streams[entry.Key] = stream = new StreamFacts(entry);
                stream.Open(entry);
                return true;
            case >= HistoryEventKind.ProcessStarted:
                Process(entry.Process).Apply(entry);
                return true;
            default:
                return true;
        }
    }

    private static TValue GetOrAdd<TKey, TValue>(Dictionary<TKey, TValue> items, TKey key)
        where TKey : notnull
        where TValue : new() =>
        CollectionsMarshal.GetValueRefOrAddDefault(items, key, out _) ??= new TValue();
}
