using PeerRpc.SharedText.Tests.Documents;
using SharedText;
using SharedText.Mirrors;

namespace PeerRpc.SharedText.Tests.Mirrors;

public class TextOperationTests
{
    [Fact]
    public void After_RandomPairs_BothOrdersGiveTheSameText()
    {
        for (int seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            string text = RandomChanges.Text(random);
            TextOperation one = RandomChanges.Next(random, text.Length);
            TextOperation other = RandomChanges.Next(random, text.Length);

            string oneFirst = other.After(one, isFirst: false).ApplyTo(one.ApplyTo(text));
            string otherFirst = one.After(other, isFirst: true).ApplyTo(other.ApplyTo(text));

            Assert.True(oneFirst == otherFirst, $"Seed {seed}: '{oneFirst}' and '{otherFirst}'.");
        }
    }

    [Fact]
    public void ApplyTo_ADocumentAndAString_DoTheSame()
    {
        for (int seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            string text = RandomChanges.Text(random);
            TextOperation change = RandomChanges.Next(random, text.Length);
            SharedDocument document = Replicas.Of(1);
            SharedDocument other = Replicas.Of(2);
            other.Apply(document.Insert(0, text));

            other.Apply(change.ApplyTo(document));

            Assert.Equal(change.ApplyTo(text), document.ToString());
            Assert.Equal(document.ToString(), other.ToString());
        }
    }

    [Fact]
    public void ApplyTo_TextInThePlaceOfOtherText_IsOneEdit()
    {
        SharedDocument document = Replicas.Of(1);
        document.Insert(0, "one two");
        TextOperation change = [new(Keep: 4), new(Remove: 3), new(Insert: "three")];

        change.ApplyTo(document);
        Assert.Equal("one three", document.ToString());
        document.Undo();
        Assert.Equal("one two", document.ToString());
    }

    [Fact]
    public void ApplyTo_ATextThatIsTooShort_IsRefusedAndChangesNothing()
    {
        SharedDocument document = Replicas.Of(1);
        document.Insert(0, "Hello");
        TextOperation change = [new(Insert: "x"), new(Keep: 3), new(Remove: 3)];

        Assert.Throws<ArgumentException>(() => change.ApplyTo(document));
        Assert.Throws<ArgumentException>(() => change.ApplyTo("Hello"));
        Assert.Equal("Hello", document.ToString());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(3, 5)]
    [InlineData(4, 5)]
    [InlineData(6, 7)]
    public void Move_OverAnInsertAndARemoval_StaysWithItsNeighbour(int index, int expected)
    {
        TextOperation change = [new(Keep: 2), new(Insert: "abc"), new(Keep: 0), new(Keep: 0), new(Remove: 0)];
        TextOperation removal = [new(Keep: 5), new(Remove: 2)];

        Assert.Equal(expected, removal.Move(change.Move(index)));
    }

    [Fact]
    public void Parts_OfOneKindBesideEachOther_BecomeOne()
    {
        TextOperation change =
            [new(Keep: 1), new(Keep: 2), new(Insert: ""), new(Remove: 3), new(), new(Remove: 4), new(Insert: "x")];

        TextPart[] expected = [new(Keep: 3), new(Remove: 7), new(Insert: "x")];
        Assert.Equal(expected, change);
    }

    [Theory]
    [InlineData(-1, 0, null)]
    [InlineData(0, -1, null)]
    [InlineData(int.MinValue, 0, null)]
    [InlineData(1, 1, null)]
    [InlineData(int.MaxValue, int.MaxValue, null)]
    [InlineData(1, 0, "x")]
    [InlineData(0, 1, "x")]
    public void Parts_ThatAreNone_AreRefused(int keep, int remove, string? insert) =>
        Assert.Throws<ArgumentException>(() => new TextOperation([new TextPart(keep, remove, insert)]));

    [Fact]
    public void Parts_OfMoreThanAnyText_AreRefused() =>
        Assert.Throws<ArgumentException>(
            () => new TextOperation([new(Keep: int.MaxValue), new(Insert: "x"), new(Keep: 1)]));

    [Fact]
    public void Parts_WithNothingInTheirPlace_AreRefused() =>
        Assert.Throws<ArgumentException>(() => new TextOperation([null!]));
}
