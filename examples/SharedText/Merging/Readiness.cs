using SharedText.Sequences;
using SharedText.Updates;

namespace SharedText.Merging;

/// <summary>Finds out whether an update can come in, and in which order its runs.</summary>
/// <remarks>
/// An update comes in as a whole or not at all. So the text of a document follows from its state vector: without the
/// rule, an insertion whose text is gone could come in before the deletion that made it go.
/// </remarks>
internal sealed class Readiness
{
    private readonly Sequence _sequence;
    private readonly Update _update;
    private readonly Dictionary<ulong, int> _places = [];
    private readonly int[] _next;
    private readonly int[] _reached;
    private readonly List<(ulong Replica, Run Run)> _order;

    private Readiness(Sequence sequence, Update update)
    {
        (_sequence, _update) = (sequence, update);
        _next = new int[update.Sections.Count];
        _reached = new int[update.Sections.Count];
        _order = new List<(ulong, Run)>(update.Runs.Count);
        for (int i = 0; i < update.Sections.Count; i++)
        {
            _places.Add(update.Sections[i].Replica, i);
            _reached[i] = sequence.NextOf(update.Sections[i].Replica);
        }
    }

    /// <summary>Asks for one update.</summary>
    /// <param name="sequence">What is known.</param>
    /// <param name="update">The update.</param>
    /// <param name="order">Its runs, each behind those that it builds on; without those that are known.</param>
    /// <param name="missing">If it waits: an operation that is missing.</param>
    public static Fate Of(
        Sequence sequence, Update update, out IReadOnlyList<(ulong Replica, Run Run)> order, out OpId missing)
    {
        var readiness = new Readiness(sequence, update);
        order = readiness._order;
        missing = readiness.FindMissing();
        if (!missing.IsNone)
            return Fate.Waits;
        return readiness.TryOrder() ? Fate.Ready : Fate.Impossible;
    }

    private OpId FindMissing()
    {
        for (int i = 0; i < _update.Sections.Count; i++)
        {
            Section section = _update.Sections[i];
            if (section.Start > _reached[i])
                return new OpId(section.Replica, section.Start - 1);
            for (int j = 0; j < section.RunCount; j++)
            {
                Run run = _update.Runs[section.FirstRun + j];
                if (run.End <= _reached[i])
                    continue;
                (OpId first, OpId second) = Needs(run);
                if (!IsWithin(first))
                    return first;
                if (!IsWithin(second))
                    return second;
            }
        }
        return OpId.None;
    }

    private bool IsWithin(OpId id) =>
        id.IsNone
        || id.Clock < _sequence.NextOf(id.Replica)
        || (_places.TryGetValue(id.Replica, out int place) && id.Clock < _update.Sections[place].End);

    // What has to be there before a run; the operation before it stands before it anyway.
    private static (OpId First, OpId Second) Needs(in Run run) => run.IsInsertion
        ? (run.Origin, run.RightOrigin)
        : (run.Origin with { Clock = run.HighestTarget }, OpId.None);

    // Goes through the sections one after another. Where a run needs one of another section, that goes first, as far as
    // it is needed: the stack has the sections that wait for the one above them, and for which clock of it.
    private bool TryOrder()
    {
        var stack = new Stack<(int Section, int Until)>();
        bool[] isOpen = new bool[_update.Sections.Count];
        for (int i = 0; i < _update.Sections.Count; i++)
        {
            stack.Push((i, int.MaxValue));
            isOpen[i] = true;
            while (stack.TryPeek(out (int Section, int Until) top))
            {
                if (_reached[top.Section] > top.Until || _next[top.Section] == _update.Sections[top.Section].RunCount)
                {
                    stack.Pop();
                    isOpen[top.Section] = false;
                }
                else if (TryStep(top.Section) is { } needed)
                {
                    // It waits, below, for what would now wait for it.
                    if (isOpen[needed.Section])
                        return false;
                    stack.Push(needed);
                    isOpen[needed.Section] = true;
                }
            }
        }
        return true;
    }

    // Takes the next run of a section, or says which other section has to go first, and how far.
    private (int Section, int Until)? TryStep(int place)
    {
        Section section = _update.Sections[place];
        Run run = _update.Runs[section.FirstRun + _next[place]];
        if (run.End > _reached[place])
        {
            (OpId first, OpId second) = Needs(run);
            if ((Before(first) ?? Before(second)) is { } needed)
                return needed;
            _order.Add((section.Replica, run));
            _reached[place] = run.End;
        }
        _next[place]++;
        return null;
    }

    private (int Section, int Until)? Before(OpId id)
    {
        if (id.IsNone || !_places.TryGetValue(id.Replica, out int place) || id.Clock < _reached[place])
            return null;
        return (place, id.Clock);
    }
}
