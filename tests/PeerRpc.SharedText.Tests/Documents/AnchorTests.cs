using SharedText;

namespace PeerRpc.SharedText.Tests.Documents;

public class AnchorTests
{
    private readonly SharedDocument _document = Replicas.Of(1);
    private readonly SharedDocument _other = Replicas.Of(2);

    [Fact]
    public void IndexOf_AnchorOfEveryPlace_IsThatPlace()
    {
        _document.Insert(0, "Hello");
        _document.Delete(1, 2);
        _document.Insert(1, "xy");

        for (int i = 0; i <= _document.Length; i++)
        {
            Assert.Equal(i, _document.IndexOf(_document.AnchorAt(i, AnchorSide.Before)));
            Assert.Equal(i, _document.IndexOf(_document.AnchorAt(i, AnchorSide.After)));
        }
    }

    [Fact]
    public void IndexOf_AfterInsertionThere_DependsOnTheSide()
    {
        _document.Insert(0, "ab");
        TextAnchor before = _document.AnchorAt(1, AnchorSide.Before);
        TextAnchor after = _document.AnchorAt(1, AnchorSide.After);

        _document.Insert(1, "xyz");

        Assert.Equal(1, _document.IndexOf(before));
        Assert.Equal(4, _document.IndexOf(after));
    }

    [Fact]
    public void IndexOf_AtTheEnds_StaysThere()
    {
        TextAnchor start = _document.AnchorAt(0, AnchorSide.Before);
        TextAnchor end = _document.AnchorAt(0, AnchorSide.After);

        _document.Insert(0, "abc");

        Assert.Equal(0, _document.IndexOf(start));
        Assert.Equal(3, _document.IndexOf(end));
        Assert.Equal(0, _document.IndexOf(default));
    }

    [Fact]
    public void IndexOf_DeletedCharacter_IsWhereItWas()
    {
        _document.Insert(0, "abcdef");
        TextAnchor before = _document.AnchorAt(3, AnchorSide.Before);
        TextAnchor after = _document.AnchorAt(3, AnchorSide.After);

        _document.Delete(1, 4);

        Assert.Equal("af", _document.ToString());
        Assert.Equal(1, _document.IndexOf(before));
        Assert.Equal(1, _document.IndexOf(after));
        _document.Insert(0, "__");
        Assert.Equal(3, _document.IndexOf(before));
    }

    [Fact]
    public void IndexOf_AtAnotherReplica_IsTheSamePlaceOnceItIsKnown()
    {
        byte[] first = _document.Insert(0, "Hello");
        byte[] second = _document.Insert(5, " world");
        Assert.True(TextAnchor.TryRead(_document.AnchorAt(8, AnchorSide.Before).ToBytes(), out TextAnchor anchor));

        _other.Apply(first);
        Assert.Equal(-1, _other.IndexOf(anchor));
        _other.Apply(second);
        Assert.Equal(8, _other.IndexOf(anchor));
        _other.Insert(0, ">> ");
        Assert.Equal(11, _other.IndexOf(anchor));
    }

    [Fact]
    public void TryRead_EveryForm_IsWhatWasWritten()
    {
        _document.Insert(0, "Hello");
        TextAnchor[] anchors =
        [
            default, TextAnchor.End, _document.AnchorAt(2, AnchorSide.Before), _document.AnchorAt(2, AnchorSide.After),
        ];

        foreach (TextAnchor anchor in anchors)
        {
            byte[] bytes = anchor.ToBytes();
            Assert.True(TextAnchor.TryRead(bytes, out TextAnchor read));
            Assert.Equal(anchor, read);
            Assert.False(TextAnchor.TryRead([.. bytes, 0], out _));
            for (int length = 0; length < bytes.Length; length++)
                Assert.False(TextAnchor.TryRead(bytes.AsSpan(0, length), out _));
        }
        Assert.False(TextAnchor.TryRead([4], out _));
    }

    [Fact]
    public void IndexOf_WhatIsNoCharacter_IsNotKnown()
    {
        _document.Insert(0, "a");
        _document.Delete(0, 1);
        byte[] bytes = [2, 1, 0, 0, 0, 0, 0, 0, 0, 1];

        Assert.True(TextAnchor.TryRead(bytes, out TextAnchor anchor));

        Assert.Equal(-1, _document.IndexOf(anchor));
    }

    [Fact]
    public void AnchorAt_OutsideOfTheText_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _document.AnchorAt(-1, AnchorSide.Before));
        Assert.Throws<ArgumentOutOfRangeException>(() => _document.AnchorAt(1, AnchorSide.After));
    }
}
