using FsCheck;
using FsCheck.Fluent;
using SharedText;

namespace PeerRpc.SharedText.Tests.Documents;

/// <summary>What several people write at one place without knowing of each other does not get mixed.</summary>
public class InterleavingTests
{
    private const int Writers = 3;

    [Theory]
    [InlineData("")]
    [InlineData("BEFORE|AFTER")]
    public void Insert_ForwardAtOnePlace_KeepsEachRunTogether(string text)
    {
        SharedDocument[] all = Replicas.With(text, Writers);
        int place = text.IndexOf('|', StringComparison.Ordinal) + 1;
        for (int writer = 0; writer < Writers; writer++)
        {
            for (int i = 0; i < 5; i++)
                all[writer].Insert(place + i, Letter(writer, i));
        }

        Replicas.Sync(all);

        AssertRuns(all, [0, 1, 2, 3, 4]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("BEFORE|AFTER")]
    public void Insert_BackwardAtOnePlace_KeepsEachRunTogether(string text)
    {
        SharedDocument[] all = Replicas.With(text, Writers);
        int place = text.IndexOf('|', StringComparison.Ordinal) + 1;
        for (int writer = 0; writer < Writers; writer++)
        {
            for (int i = 0; i < 5; i++)
                all[writer].Insert(place, Letter(writer, i));
        }

        Replicas.Sync(all);

        AssertRuns(all, [4, 3, 2, 1, 0]);
    }

    [Fact]
    public void Insert_InAnyOrderAtOnePlace_KeepsEachTextTogether() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000),
        Prop.ForAll(
            Gen.ArrayOf(Gen.ArrayOf(Gen.Choose(0, 99), 12), Writers).ToArbitrary(),
            static places =>
            {
                SharedDocument[] all = Replicas.With("[]", Writers);
                for (int writer = 0; writer < Writers; writer++)
                {
                    for (int i = 0; i < places[writer].Length; i++)
                        all[writer].Insert(1 + (places[writer][i] % (i + 1)), Letter(writer, i));
                }
                string[] written = [.. all.Select(document => document.ToString()[1..^1])];
                Replicas.Sync(all);
                Assert.All(written, text => Assert.Contains(text, all[0].ToString(), StringComparison.Ordinal));
                Assert.Equal(2 + written.Sum(text => text.Length), all[0].Length);
            }));

    // Two right children of one character with different neighbours behind them: the one that was put directly in front
    // of another text stays there, whoever has the lower id.
    [Theory]
    [InlineData(3, 4)]
    [InlineData(4, 3)]
    public void Insert_InFrontOfWhatTheOtherDoesNotKnow_StaysInFrontOfIt(int knowing, int other)
    {
        SharedDocument first = Replicas.Of(1);
        SharedDocument second = Replicas.Of(2);
        byte[] a = first.Insert(0, "A");
        byte[] d = second.Insert(0, "D");
        SharedDocument knowsBoth = Replicas.Of((ulong)knowing);
        SharedDocument knowsOne = Replicas.Of((ulong)other);
        knowsBoth.Apply(a);
        knowsBoth.Apply(d);
        knowsOne.Apply(a);
        knowsBoth.Insert(1, "x");
        knowsOne.Insert(1, "Y");

        Replicas.Sync(knowsBoth, knowsOne);

        Assert.Equal("AYxD", knowsBoth.ToString());
        Assert.Equal("AYxD", knowsOne.ToString());
    }

    private static string Letter(int writer, int i) => ((char)(WriterStart(writer) + i)).ToString();

    private static char WriterStart(int writer) => (char)('a' + (30 * writer));

    private static void AssertRuns(SharedDocument[] all, int[] order)
    {
        foreach (SharedDocument document in all)
        {
            Assert.Equal(all[0].ToString(), document.ToString());
            for (int writer = 0; writer < Writers; writer++)
            {
                string run = string.Concat(order.Select(i => Letter(writer, i)));
                Assert.Contains(run, document.ToString(), StringComparison.Ordinal);
            }
        }
    }
}
