using System.Numerics;
using System.Runtime.InteropServices;

namespace PeerRpc.Testing.Simulation.Engine;

/// <summary>Everything that happens, as a hash of all of it and as the last entries.</summary>
/// <param name="kept">How many entries are kept.</param>
internal sealed class Trace(int kept)
{
    private readonly TraceEntry[] _last = new TraceEntry[kept];
    private long _count;

    /// <summary>The same for two runs in which the same happened.</summary>
    public ulong Hash { get; private set; } = 0xCBF29CE484222325;

    /// <summary>How many things have happened.</summary>
    public long Count => _count;

    public void Add(in TraceEntry entry)
    {
        Mix((ulong)entry.At);
        Mix(((ulong)entry.Kind << 56) ^ (ulong)entry.Number);
        Mix(entry.Subject);
        if (entry.Detail is not null)
            Mix(entry.Detail);
        if (kept > 0)
            _last[_count % kept] = entry;
        _count++;
    }

    /// <summary>Counts bytes in that were carried.</summary>
    public void Mix(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
            Mix(word);
        foreach (byte rest in bytes[(words.Length * sizeof(ulong))..])
            Mix(rest);
    }

    /// <summary>The last entries, the oldest one first.</summary>
    public IReadOnlyList<string> GetLast()
    {
        int count = (int)Math.Min(_count, kept);
        var lines = new string[count];
        for (int i = 0; i < count; i++)
            lines[i] = _last[(_count - count + i) % kept].ToString();
        return lines;
    }

    // The characters, because string.GetHashCode differs from process to process.
    private void Mix(string text) => Mix(MemoryMarshal.AsBytes(text.AsSpan()));

    private void Mix(ulong word) => Hash = BitOperations.RotateLeft(Hash ^ word, 27) * 0x9E3779B97F4A7C15;
}
