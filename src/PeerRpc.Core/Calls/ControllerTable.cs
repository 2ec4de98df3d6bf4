using System.Diagnostics.CodeAnalysis;
using PeerRpc.CodeGeneration;
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
    private volatile Snapshot _snapshot = new([]);

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

    /// <summary>Finds a method by the target of a request.</summary>
    public bool TryFind(
        ReadOnlySpan<byte> target,
        [NotNullWhen(true)] out ControllerEntry? entry,
        [NotNullWhen(true)] out PeerMethod? method)
    {
        if (_snapshot.Methods.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(target, out BoundMethod? found))
        {
            entry = found.Entry;
            method = found.Method;
            return true;
        }
        entry = null;
        method = null;
        return false;
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

    private sealed record BoundMethod(ControllerEntry Entry, PeerMethod Method);

    private sealed class Snapshot(ControllerEntry[] entries)
    {
        public ControllerEntry[] Entries { get; } = entries;

        public Dictionary<byte[], BoundMethod> Methods { get; } = entries
            .SelectMany(entry => entry.Contract.Methods, (entry, method) => new BoundMethod(entry, method))
            .ToDictionary(
                bound => CallTarget.Encode(bound.Entry.Path, bound.Method.Name), Utf8Comparer.Instance);
    }
}
