using SharedText.Sequences;
using SharedText.Updates;

namespace SharedText.Merging;

/// <summary>Brings updates into a document, in whatever order they come.</summary>
/// <remarks>
/// <list type="number">
/// <item>The bytes are read as a whole; what is no update changes nothing.</item>
/// <item>An update that builds on what is missing waits for it.</item>
/// <item>The others come in, run by run, without what is known already.</item>
/// <item>Then those come in that waited for one of them, and so on.</item>
/// </list>
/// </remarks>
internal sealed class Merger(Sequence sequence)
{
    private readonly WaitingUpdates _waiting = new();

    /// <summary>The updates that wait, as they came.</summary>
    public IReadOnlyCollection<byte[]> Waiting => _waiting.All;

    public bool HasGaps => _waiting.HasGaps(sequence.NextOf);

    /// <summary>Brings one in, or lets it wait; false if it is none.</summary>
    public bool TryApply(ReadOnlySpan<byte> bytes, ChangeList? changes)
    {
        if (!UpdateReader.TryRead(bytes, out Update update))
            return false;
        Fate fate = Readiness.Of(sequence, update, out IReadOnlyList<(ulong, Run)> order, out OpId missing);
        if (fate == Fate.Impossible)
            return false;
        if (fate == Fate.Waits)
            _waiting.Add(bytes, update, missing);
        else
            Advance(update, order, changes);
        return true;
    }

    private void Advance(Update update, IReadOnlyList<(ulong Replica, Run Run)> order, ChangeList? changes)
    {
        var advanced = new Queue<ulong>();
        Apply(update, order, changes, advanced);
        while (advanced.TryDequeue(out ulong replica))
        {
            while (_waiting.Take(replica, sequence.NextOf(replica)) is { } bytes)
                Retry(bytes, changes, advanced);
        }
    }

    private void Retry(byte[] bytes, ChangeList? changes, Queue<ulong> advanced)
    {
        UpdateReader.TryRead(bytes, out Update update);
        Fate fate = Readiness.Of(sequence, update, out IReadOnlyList<(ulong, Run)> order, out OpId missing);
        if (fate == Fate.Waits)
            _waiting.Return(bytes, missing);
        else if (fate == Fate.Ready)
            Apply(update, order, changes, advanced);
    }

    private void Apply(
        Update update, IReadOnlyList<(ulong Replica, Run Run)> order, ChangeList? changes, Queue<ulong> advanced)
    {
        foreach ((ulong replica, Run run) in order)
            sequence.Apply(replica, run, changes);
        foreach (Section section in update.Sections)
            advanced.Enqueue(section.Replica);
    }
}
