using SharedText;

namespace PeerRpc.SharedText.Tests.Documents;

public class EditTests
{
    private readonly SharedDocument _document = Replicas.Of(1);
    private readonly SharedDocument _other = Replicas.Of(2);

    [Fact]
    public void Insert_Delete_Replace_ChangeTheText()
    {
        _document.Insert(0, "Hello world");
        _document.Delete(5, 6);
        _document.Replace(0, 1, "J");

        Assert.Equal("Jello", _document.ToString());
        Assert.Equal("ell", _document.GetText(1, 3));
        Assert.Equal("", _document.GetText(5, 0));
        Assert.Equal(5, _document.Length);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    [InlineData(6, 0)]
    [InlineData(3, 3)]
    [InlineData(1, int.MaxValue)]
    public void Edit_OutsideOfTheText_IsRefused(int index, int length)
    {
        _document.Insert(0, "Hello");
        StateVector before = _document.State;

        Assert.Throws<ArgumentOutOfRangeException>(() => _document.Replace(index, length, "x"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _document.GetText(index, length));
        Assert.Equal("Hello", _document.ToString());
        Assert.Equal(before, _document.State);
    }

    [Fact]
    public void Edit_WithoutEffect_GivesAnUpdateThatDoesNothing()
    {
        byte[] update = _document.Insert(0, "");

        Assert.Empty(_other.Apply(update));
        Assert.Equal(StateVector.Empty, _other.State);
        Assert.False(_document.CanUndo);
    }

    [Fact]
    public void Insert_OfMoreThanABlock_ArrivesWhole()
    {
        string text = string.Concat(Enumerable.Range(0, 20_000).Select(i => (char)('a' + (i % 26))));

        TextChange change = Assert.Single(_other.Apply(_document.Insert(0, text)));

        Assert.Equal(new TextChange(0, 0, text), change);
        Assert.Equal(text, _other.ToString());
        _other.Insert(10_000, "|");
        _document.Apply(_other.UpdateSince(_document.State));
        Assert.Equal(text.Insert(10_000, "|"), _document.ToString());
        Assert.Equal(text[9_000..9_100], _document.GetText(9_000, 100));
    }

    // A comparison of texts by code units may find that only the second half of a pair has changed.
    [Fact]
    public void Replace_OfHalfAPair_ReplacesTheWholePair()
    {
        Share("a\U0001F600b");
        _document.Replace(2, 1, "\U0001F601"[1..]);
        _other.Delete(1, 2);

        Replicas.Sync(_document, _other);

        Assert.Equal("a\U0001F601b", _document.ToString());
        Assert.Equal(_document.ToString(), _other.ToString());
    }

    [Fact]
    public void Insert_WithinAPair_DoesWhatIsAskedFor()
    {
        Share("\U0001F600");
        string expected = "\U0001F600".Insert(1, "x");

        _other.Apply(_document.Insert(1, "x"));

        Assert.Equal(expected, _document.ToString());
        Assert.Equal(expected, _other.ToString());
    }

    [Fact]
    public void Delete_OfOneHalf_LeavesTheOtherAsAsked()
    {
        Share("a\U0001F600b");
        string expected = "a\U0001F600b".Remove(1, 1);

        _other.Apply(_document.Delete(1, 1));

        Assert.Equal(expected, _document.ToString());
        Assert.Equal(expected, _other.ToString());
    }

    [Fact]
    public void Delete_OfTheSameTextByTwo_IsDoneOnce()
    {
        Share("one two three");
        byte[] mine = _document.Delete(4, 4);
        byte[] theirs = _other.Delete(2, 6);

        Assert.Equal([new TextChange(2, 2, "")], _document.Apply(theirs));
        Assert.Empty(_other.Apply(mine));
        Assert.Equal("onthree", _document.ToString());
        Assert.Equal("onthree", _other.ToString());
    }

    [Fact]
    public void Apply_OfOwnUpdate_ChangesNothing()
    {
        byte[] update = _document.Insert(0, "Hello");

        Assert.Empty(_document.Apply(update));
        Assert.Equal("Hello", _document.ToString());
    }

    [Fact]
    public void Apply_OfSeveralEdits_TellsTouchingChangesAsOne()
    {
        _document.Insert(0, "H");
        _document.Insert(1, "e");
        _document.Insert(2, "y");

        Assert.Equal([new TextChange(0, 0, "Hey")], _other.Apply(_document.UpdateSince(StateVector.Empty)));
        _document.Delete(2, 1);
        _document.Delete(1, 1);
        Assert.Equal([new TextChange(1, 2, "")], _other.Apply(_document.UpdateSince(_other.State)));
    }

    [Fact]
    public void DeletedText_IsNotKept()
    {
        _document.Insert(0, new string('x', 10_000));
        _document.Delete(0, 10_000);
        for (int i = 0; i < 1_000; i++)
        {
            _document.Insert(0, "y");
            _document.Delete(0, 1);
        }

        byte[] all = _document.UpdateSince(StateVector.Empty);

        Assert.True(all.Length < 12_000, $"{all.Length} bytes");
        _other.Apply(all);
        Assert.Equal("", _other.ToString());
        Assert.Equal(_document.State, _other.State);
    }

    // What is typed, and then taken away with Backspace or Delete, stands as two runs in an update.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TypedAndDeletedRun_TakesFewBytes(bool isBackspace)
    {
        for (int i = 0; i < 1_000; i++)
            _document.Insert(i, "x");
        for (int i = 999; i >= 0; i--)
            _document.Delete(isBackspace ? i : 0, 1);

        Assert.InRange(_document.UpdateSince(StateVector.Empty).Length, 1, 30);
    }

    private void Share(string text) => _other.Apply(_document.Insert(0, text));
}
