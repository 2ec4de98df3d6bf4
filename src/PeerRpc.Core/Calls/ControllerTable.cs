using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Calls;

/// <summary>The controllers of one client or broker; found by the bytes that stand in a request.</summary>
/// <remarks>
/// Readers take a snapshot without a lock; a registration makes a new one. Look-ups compare UTF-8 with UTF-8, so a
/// call makes no string.
/// </remarks>
internal sealed class ControllerTable
{
    /// <summary>Has none, and is given none.</summary>
    public static ControllerTable Empty { get; } = new();

    private readonly Lock _gate = new(); // guards the making of a new snapshot
    private volatile Snapshot _snapshot = Snapshot.Empty;

    /// <summary>The controllers that are registered now.</summary>
    public IReadOnlyCollection<ControllerEntry> Entries => _snapshot.Entries;

    /// <summary>Adds a controller.</summary>
    /// <exception cref="InvalidOperationException">There is one at that path.</exception>
    public void Add(ControllerEntry entry)
    {
        lock (_gate)
        {
            if (_snapshot.Entries.Any(other => other.Path == entry.Path))
                throw new InvalidOperationException(
                    $"A controller is registered at '{entry.Path}' already. " +
                    "Dispose its registration first, or give another path.");
            _snapshot = new Snapshot([.. _snapshot.Entries, entry]);
        }
    }

    public void Remove(ControllerEntry entry)
    {
        lock (_gate)
            _snapshot = new Snapshot([.. _snapshot.Entries.Where(other => other != entry)]);
    }

    /// <summary>Finds a method by the target of a request; null if there is none.</summary>
    /// <param name="target">The target.</param>
    /// <param name="guess">What was found last, and may be meant again; null for nothing.</param>
    public BoundMethod? Find(ReadOnlySpan<byte> target, BoundMethod? guess = null)
    {
        Snapshot snapshot = _snapshot;
        if (guess is not null && guess.Source == snapshot.Token && target.SequenceEqual(guess.Target))
            return guess;
        snapshot.Methods.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(target, out BoundMethod? found);
        return found;
    }

    /// <summary>Why a target was not found.</summary>
    public PeerRpcException NotFound(ReadOnlySpan<byte> target)
    {
        var reader = new WireReader(target);
        string path = reader.Text(WireLimits.Name);
        string name = reader.Text(WireLimits.Name);
        ControllerEntry? entry = _snapshot.Entries.FirstOrDefault(candidate => candidate.Path == path);
        if (entry is null)
            return new PeerRpcException(PeerErrorCode.ControllerNotFound, $"Peer controller not registered: '{path}'.");
        return new PeerRpcException(
            PeerErrorCode.MethodNotFound,
            $"The controller at '{path}' has no method '{name}'; it has {string.Join("; ", entry.Contract.Methods)}.");
    }

    private sealed class Snapshot
    {
        public Snapshot(ControllerEntry[] entries)
        {
            Entries = entries;
            Methods = entries
                .SelectMany(entry => entry.Contract.Methods, (entry, method) => new BoundMethod(
                    Token, CallTarget.Encode(entry.Path, method.Name), entry, method))
                .ToDictionary(bound => bound.Target, Utf8Comparer.Instance);
        }

        public static Snapshot Empty { get; } = new([]);

        /// <summary>Tells one snapshot from another without keeping it.</summary>
        public object Token { get; } = new();

        public ControllerEntry[] Entries { get; }

        public Dictionary<byte[], BoundMethod> Methods { get; }
    }
}
