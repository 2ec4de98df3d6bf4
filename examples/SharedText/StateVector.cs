using System.Diagnostics.CodeAnalysis;
using SharedText.Updates;

namespace SharedText;

/// <summary>Which operations somebody knows: of each replica the first so many.</summary>
public sealed class StateVector : IEquatable<StateVector>
{
    private const int SmallestEntry = sizeof(ulong) + 1;

    // Sorted by replica; none with 0 operations.
    private readonly ulong[] _replicas;
    private readonly int[] _clocks;

    internal StateVector(IEnumerable<(ulong Replica, int Clock)> entries)
    {
        (ulong Replica, int Clock)[] sorted = [.. entries];
        Array.Sort(sorted);
        _replicas = Array.ConvertAll(sorted, static entry => entry.Replica);
        _clocks = Array.ConvertAll(sorted, static entry => entry.Clock);
    }

    /// <summary>Of somebody who knows nothing.</summary>
    public static StateVector Empty { get; } = new([]);

    /// <summary>Reads what <see cref="ToBytes"/> has written, or says no.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out StateVector? state)
    {
        state = null;
        var reader = new ByteReader(bytes);
        if (!reader.TryVarint(bytes.Length / SmallestEntry, out int count) || count > reader.Left / SmallestEntry)
            return false;
        var entries = new (ulong Replica, int Clock)[count];
        for (int i = 0; i < count; i++)
        {
            if (!reader.TryUInt64(out ulong replica) || !reader.TryVarint(int.MaxValue, out int clock) || clock == 0)
                return false;
            if (i > 0 && replica <= entries[i - 1].Replica)
                return false;
            entries[i] = (replica, clock);
        }
        if (reader.Left > 0)
            return false;
        state = new StateVector(entries);
        return true;
    }

    /// <summary>9 to 13 bytes for each replica.</summary>
    public byte[] ToBytes()
    {
        var writer = new ByteWriter();
        writer.Varint(_replicas.Length);
        for (int i = 0; i < _replicas.Length; i++)
        {
            writer.UInt64(_replicas[i]);
            writer.Varint(_clocks[i]);
        }
        return writer.ToArray();
    }

    /// <summary>Whether whoever knows this knows all of the other, too.</summary>
    public bool Covers(StateVector other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int i = 0; i < other._replicas.Length; i++)
        {
            if (ClockOf(other._replicas[i]) < other._clocks[i])
                return false;
        }
        return true;
    }

    /// <summary>Whether both know the same.</summary>
    public bool Equals(StateVector? other) =>
        other is not null && _replicas.AsSpan().SequenceEqual(other._replicas)
        && _clocks.AsSpan().SequenceEqual(other._clocks);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StateVector);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        for (int i = 0; i < _replicas.Length; i++)
            hash.Add((_replicas[i], _clocks[i]));
        return hash.ToHashCode();
    }

    internal int ClockOf(ulong replica)
    {
        int place = Array.BinarySearch(_replicas, replica);
        return place < 0 ? 0 : _clocks[place];
    }
}
