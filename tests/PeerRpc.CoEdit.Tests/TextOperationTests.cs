using CoEdit.Documents;
using PeerRpc.CoEdit.Driver.Pages;

namespace PeerRpc.CoEdit.Tests;

/// <summary>Two changes of one text, in either order, come to the same.</summary>
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

            string oneFirst = Texts.After(Texts.After(text, one), other.After(one, isFirst: false));
            string otherFirst = Texts.After(Texts.After(text, other), one.After(other, isFirst: true));

            Assert.True(oneFirst == otherFirst, $"Seed {seed}: '{oneFirst}' and '{otherFirst}'.");
        }
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
}
