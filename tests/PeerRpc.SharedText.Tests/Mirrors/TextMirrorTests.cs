using PeerRpc.SharedText.Tests.Documents;
using SharedText;
using SharedText.Mirrors;

namespace PeerRpc.SharedText.Tests.Mirrors;

public class TextMirrorTests
{
    [Fact]
    public void DocumentAndMirror_EditedAtOnceOverASlowPipe_EndWithOneText()
    {
        for (int seed = 0; seed < 5_000; seed++)
        {
            var random = new Random(seed);
            var pair = new MirroredPair();
            for (int steps = random.Next(40); steps > 0; steps--)
                pair.Step(random);
            pair.Settle();

            Assert.True(pair.Mirror == pair.Document, $"Seed {seed}: '{pair.Document}' and '{pair.Mirror}'.");
        }
    }

    [Fact]
    public void Take_OfTextsAtOnePlace_PutsThatOfTheFirstEndFirst()
    {
        var document = new TextMirror(isFirst: true);
        var mirror = new TextMirror(isFirst: false);
        TextOperation here = [new(Insert: "here")];
        TextOperation there = [new(Insert: "there")];
        document.Send(here);
        mirror.Send(there);

        Assert.Equal("herethere", document.Take(there).ApplyTo(here.ApplyTo("")));
        Assert.Equal("herethere", mirror.Take(here).ApplyTo(there.ApplyTo("")));
    }

    [Fact]
    public void Find_OfAPlace_GoesOverWhatTheOtherEndHasNotSeen()
    {
        var document = new TextMirror(isFirst: true);
        document.Send([new(Insert: "abc")]);
        document.Send([new(Keep: 3), new(Remove: 1)]);

        Assert.Equal(0, document.Find(0));
        Assert.Equal(3, document.Find(1));
        Assert.Equal(4, document.Find(2));
        Assert.Equal(0, document.Find(-7));
        document.Acknowledge(1);
        Assert.Equal(3, document.Find(3));
        Assert.Equal(4, document.Find(5));
    }

    // What the other end says is not to be relied on.
    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    public void Acknowledge_OfAnyNumber_ForgetsAtMostWhatThereIs(int seen)
    {
        var document = new TextMirror(isFirst: true);
        document.Send([new(Insert: "abc")]);
        document.Acknowledge(seen);
        document.Acknowledge(0);

        Assert.Equal(seen > 0 ? 1 : 4, document.Find(1));
    }

    [Fact]
    public void Take_Counts()
    {
        SharedDocument document = Replicas.Of(1);
        var mirror = new TextMirror(isFirst: true);
        mirror.Take([new(Insert: "a")]).ApplyTo(document);
        mirror.Take([new(Keep: 1), new(Insert: "b")]).ApplyTo(document);

        Assert.Equal(2, mirror.Taken);
        Assert.Equal("ab", document.ToString());
    }
}
