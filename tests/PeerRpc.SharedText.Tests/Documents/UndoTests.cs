using SharedText;

namespace PeerRpc.SharedText.Tests.Documents;

public class UndoTests
{
    private readonly SharedDocument _document = Replicas.Of(1);
    private readonly SharedDocument _other = Replicas.Of(2);

    [Fact]
    public void Undo_OfTyping_TakesAllOfIt()
    {
        Type(0, "Hello");

        Assert.True(_document.CanUndo);
        UndoResult? result = _document.Undo();

        Assert.Equal([new TextChange(0, 5, "")], result!.Changes);
        Assert.Equal("", _document.ToString());
        Assert.False(_document.CanUndo);
        Assert.True(_document.CanRedo);
        Assert.Null(_document.Undo());
    }

    [Fact]
    public void Undo_AfterAPause_TakesWhatCameBehindIt()
    {
        Type(0, "one");
        _document.EndUndoStep();
        Type(3, " two");

        AssertUndo("one", "");
    }

    [Fact]
    public void Undo_AfterAJump_TakesWhatCameBehindIt()
    {
        Type(0, "ac");
        Type(1, "b");

        AssertUndo("ac", "");
    }

    [Fact]
    public void Undo_AfterAnotherKindOfEdit_TakesThat()
    {
        Type(0, "abc");
        _document.Delete(2, 1);
        _document.Delete(1, 1);
        Type(1, "x");
        _document.Replace(0, 2, "yz");

        AssertUndo("ax", "a", "abc", "");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Undo_OfDeletingAtOnePlace_BringsAllBack(bool isBackspace)
    {
        Type(0, "Hello world");
        for (int i = 0; i < 5; i++)
            _document.Delete(isBackspace ? 9 - i : 5, 1);

        UndoResult? result = _document.Undo();

        Assert.Equal("Hello world", _document.ToString());
        Assert.Equal([new TextChange(5, 0, " worl")], result!.Changes);
    }

    [Fact]
    public void Undo_DoesNotTouchTheTextOfOthers()
    {
        Type(0, "mine");
        Replicas.Sync(_document, _other);
        _other.Insert(2, "[theirs]");
        Replicas.Sync(_document, _other);

        UndoResult? result = _document.Undo();
        _other.Apply(result!.Update);

        Assert.Equal("[theirs]", _document.ToString());
        Assert.Equal("[theirs]", _other.ToString());
    }

    [Fact]
    public void Undo_OfADeletion_PutsTheTextAroundWhatOthersHaveInserted()
    {
        Type(0, "Hello world");
        Replicas.Sync(_document, _other);
        _document.Delete(0, 11);
        _other.Insert(5, ",");
        Replicas.Sync(_document, _other);
        Assert.Equal(",", _document.ToString());

        _other.Apply(_document.Undo()!.Update);

        Assert.Equal("Hello, world", _document.ToString());
        Assert.Equal("Hello, world", _other.ToString());
    }

    [Fact]
    public void Undo_OfWhatOthersHaveDeleted_GoesOnToTheStepBefore()
    {
        Type(0, "one");
        _document.EndUndoStep();
        Type(3, "two");
        Replicas.Sync(_document, _other);
        _other.Delete(3, 3);
        Replicas.Sync(_document, _other);

        _document.Undo();

        Assert.Equal("", _document.ToString());
        Assert.False(_document.CanUndo);
    }

    [Fact]
    public void UndoAndRedo_OfAllSteps_GoThereAndBack()
    {
        Type(0, "Hello");
        _document.Replace(0, 5, "Good bye");
        _document.Delete(4, 4);
        Type(4, "!");
        string[] texts = ["Good!", "Good", "Good bye", "Hello", ""];

        for (int round = 0; round < 3; round++)
        {
            AssertUndo(texts[1..]);
            Assert.Null(_document.Undo());
            foreach (string text in texts.Reverse().Skip(1))
            {
                Assert.NotNull(_document.Redo());
                Assert.Equal(text, _document.ToString());
            }
            Assert.Null(_document.Redo());
        }
        Replicas.Sync(_document, _other);
        Assert.Equal("Good!", _other.ToString());
    }

    // What came back by undoing has other ids than before; the older step that had typed it takes it away all the same.
    [Fact]
    public void Undo_OfTypingWhosePartCameBack_TakesThatPart()
    {
        Type(0, "abc");
        _document.Delete(1, 1);
        _document.Undo();

        AssertUndo("");
    }

    [Fact]
    public void Redo_AfterAnotherEdit_IsGone()
    {
        Type(0, "abc");
        _document.Undo();
        Type(0, "x");

        Assert.False(_document.CanRedo);
        Assert.Null(_document.Redo());
    }

    [Fact]
    public void Undo_AmongTypingOfOthers_TakesOnlyOwnSteps()
    {
        Type(0, "a");
        Replicas.Sync(_document, _other);
        _other.Insert(0, "xx");
        Replicas.Sync(_document, _other);
        Type(3, "b");

        AssertUndo("xx");
        Assert.False(_document.CanUndo);
        Assert.True(_other.CanUndo);
    }

    [Fact]
    public void Undo_OfMoreStepsThanAreKept_Ends()
    {
        for (int i = 0; i < 1_500; i++)
        {
            _document.Insert(0, "x");
            _document.EndUndoStep();
        }
        int undone = 0;
        while (_document.Undo() is not null)
            undone++;

        Assert.Equal(1_000, undone);
        Assert.Equal(500, _document.Length);
    }

    private void Type(int index, string text)
    {
        for (int i = 0; i < text.Length; i++)
            _document.Insert(index + i, text[i].ToString());
    }

    private void AssertUndo(params string[] texts)
    {
        foreach (string text in texts)
        {
            Assert.NotNull(_document.Undo());
            Assert.Equal(text, _document.ToString());
        }
    }
}
