using SharedText;
using SharedText.Updates;

namespace PeerRpc.SharedText.Tests.Wire;

public class WaitingTests
{
    private readonly SharedDocument _writer = new(new ReplicaId(1));
    private readonly SharedDocument _reader = new(new ReplicaId(2));

    [Fact]
    public void Apply_InReverseOrder_WaitsAndThenShowsAll()
    {
        byte[][] updates = [.. Enumerable.Range(0, 100).Select(i => _writer.Insert(i, ((char)(' ' + i)).ToString()))];

        foreach (byte[] update in updates.Skip(1).Reverse())
        {
            Assert.Empty(_reader.Apply(update));
            Assert.True(_reader.HasGaps);
        }
        IReadOnlyList<TextChange> changes = _reader.Apply(updates[0]);

        Assert.Equal([new TextChange(0, 0, _writer.ToString())], changes);
        Assert.False(_reader.HasGaps);
    }

    [Fact]
    public void Apply_OfTheSameWaitingUpdate_KeepsItOnce()
    {
        _writer.Insert(0, "a");
        byte[] second = _writer.Insert(1, "b");

        _reader.Apply(second);
        _reader.Apply(second);

        Assert.Single(_reader.Waiting);
    }

    [Fact]
    public void Apply_OfMoreThanMayWait_LeavesOutTheNewestAndKnowsIt()
    {
        byte[] first = _writer.Insert(0, "x");
        byte[][] later = [.. Enumerable.Range(0, 5_000).Select(i => _writer.Insert(i, "y"))];

        foreach (byte[] update in later)
            _reader.Apply(update);
        Assert.Equal(4_096, _reader.Waiting.Count);
        _reader.Apply(first);

        Assert.Empty(_reader.Waiting);
        Assert.Equal(4_097, _reader.Length);
        Assert.True(_reader.HasGaps);
        _reader.Apply(_writer.UpdateSince(_reader.State));
        Assert.False(_reader.HasGaps);
        Assert.Equal(_writer.ToString(), _reader.ToString());
    }

    [Fact]
    public void Apply_OfMoreBytesThanMayWait_LeavesThemOut()
    {
        _writer.Insert(0, "x");
        for (int i = 0; i < 20; i++)
            _reader.Apply(_writer.Insert(0, new string((char)('a' + i), 1024 * 1024)));

        Assert.InRange(_reader.Waiting.Sum(update => (long)update.Length), 14 * 1024 * 1024, 16 * 1024 * 1024);
        Assert.True(_reader.HasGaps);
    }

    // An update comes in as a whole: what stands in it beside the gap waits, too.
    [Fact]
    public void Apply_WithAGapInOnePart_WaitsAsAWhole()
    {
        var third = new SharedDocument(new ReplicaId(3));
        byte[] missing = _writer.Insert(0, "a");
        StateVector before = _writer.State;
        _writer.Insert(1, "b");
        third.Insert(0, "c");
        _writer.Apply(third.UpdateSince(StateVector.Empty));

        Assert.Empty(_reader.Apply(_writer.UpdateSince(before)));
        Assert.Equal(StateVector.Empty, _reader.State);
        _reader.Apply(missing);

        Assert.Equal(_writer.State, _reader.State);
        Assert.Equal(_writer.ToString(), _reader.ToString());
    }

    // Insertions whose text is gone come in only with the deletions that made it go, so that equal state vectors are
    // equal texts at every moment.
    [Fact]
    public void Apply_OfDeletedTextWithoutItsDeletion_Waits()
    {
        var third = new SharedDocument(new ReplicaId(3));
        byte[] insertion = _writer.Insert(0, "abc");
        third.Insert(0, "first");
        StateVector gap = third.State;
        third.Apply(insertion);
        third.Delete(third.ToString().IndexOf("abc", StringComparison.Ordinal), 3);

        _reader.Apply(third.UpdateSince(gap));

        Assert.Equal("", _reader.ToString());
        Assert.True(_reader.HasGaps);
        _reader.Apply(insertion);
        Assert.Equal("abc", _reader.ToString());
    }

    [Fact]
    public void Apply_OfOperationsThatBuildOnEachOtherInACircle_IsRefused()
    {
        var writer = new UpdateWriter();
        writer.Section(7, [Run.Insertion(RunKind.InsertRight, 0, new OpId(8, 0), OpId.None, "a".AsMemory())]);
        writer.Section(8, [Run.Insertion(RunKind.InsertRight, 0, new OpId(7, 0), OpId.None, "b".AsMemory())]);

        Assert.Throws<InvalidUpdateException>(() => _reader.Apply(writer.ToArray()));
        Assert.Equal(StateVector.Empty, _reader.State);
        Assert.False(_reader.HasGaps);
    }

    // Sections that need each other run by run, in both directions, are no circle.
    [Fact]
    public void Apply_OfSectionsThatNeedEachOtherInTurn_ShowsAll()
    {
        var other = new SharedDocument(new ReplicaId(3));
        for (int i = 0; i < 50; i++)
        {
            _writer.Insert(_writer.Length / 2, "ab");
            other.Apply(_writer.UpdateSince(other.State));
            other.Replace(other.Length / 2, 1, "cde");
            _writer.Apply(other.UpdateSince(_writer.State));
        }

        _reader.Apply(_writer.UpdateSince(StateVector.Empty));

        Assert.Equal(_writer.ToString(), _reader.ToString());
        Assert.Equal(_writer.State, _reader.State);
    }

    // Only a broken or hostile program refers to a deletion as if it were a character. All do the same with it.
    [Fact]
    public void Apply_OfOperationsOnWhatIsNoCharacter_MeansTheSameToAll()
    {
        _writer.Insert(0, "ab");
        _writer.Delete(0, 1);
        byte[] known = _writer.UpdateSince(StateVector.Empty);
        var deletion = new OpId(1, 2);
        byte[][] hostile =
        [
            Update(7, Run.Insertion(RunKind.InsertRight, 0, deletion, deletion, "x".AsMemory())),
            Update(8, Run.Insertion(RunKind.InsertLeft, 0, deletion, deletion, "y".AsMemory())),
            Update(9, Run.Deletion(RunKind.DeleteForward, 0, 2, new OpId(1, 1))),
            Update(10, Run.Insertion(RunKind.InsertRight, 0, new OpId(1, 1), new OpId(1, 0), "z".AsMemory())),
        ];
        _reader.Apply(known);
        foreach (byte[] update in hostile)
            _reader.Apply(update);
        foreach (byte[] update in hostile.Reverse())
            _writer.Apply(update);

        Assert.Equal(_reader.State, _writer.State);
        Assert.Equal(_reader.ToString(), _writer.ToString());
        var late = new SharedDocument(new ReplicaId(4));
        late.Apply(_reader.UpdateSince(StateVector.Empty));
        Assert.Equal(_reader.ToString(), late.ToString());
    }

    private static byte[] Update(ulong replica, Run run)
    {
        var writer = new UpdateWriter();
        writer.Section(replica, [run]);
        return writer.ToArray();
    }
}
