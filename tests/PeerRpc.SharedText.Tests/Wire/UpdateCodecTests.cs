using FsCheck;
using FsCheck.Fluent;
using SharedText;
using SharedText.Updates;

namespace PeerRpc.SharedText.Tests.Wire;

public class UpdateCodecTests
{
    private static readonly ulong[] Ids = [0, 1, 77, ulong.MaxValue];

    private static readonly Gen<OpId> SomeId =
        from replica in Gen.Elements(Ids)
        from clock in Gen.OneOf(Gen.Choose(0, 40), Gen.Choose(0, int.MaxValue - 1))
        select new OpId(replica, clock);

    private static readonly Gen<string> SomeText = Gen.Elements(
        "a", "bc", "\U0001F600", "\uDE00", "\uD83D", "x\uD83Dy", "\0", "ä€", new string('z', 300));

    // The origins are those of other replicas: what a replica says of itself lies before its own clock.
    private static readonly Gen<Func<int, Run>> SomeRun =
        from form in Gen.Choose(0, 5)
        from origin in SomeId
        from right in SomeId
        from text in SomeText
        from length in Gen.Choose(1, 1_000)
        select (Func<int, Run>)(clock => form switch
        {
            0 => Run.Insertion(RunKind.InsertRight, clock, origin, right, text.AsMemory()),
            1 => Run.Insertion(RunKind.InsertLeft, clock, origin, origin, text.AsMemory()),
            2 => Run.Insertion(RunKind.InsertRight, clock, OpId.None, OpId.None, text.AsMemory()),
            3 => new Run(RunKind.InsertRight, clock, length, origin, OpId.None, default),
            4 => Run.Deletion(RunKind.DeleteForward, clock, int.Min(length, int.MaxValue - origin.Clock), origin),
            _ => Run.Deletion(RunKind.DeleteBackward, clock, int.Min(length, origin.Clock + 1), origin),
        });

    [Fact]
    public void TryRead_AnyUpdate_IsWhatWasWritten() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(5_000),
        Prop.ForAll(
            (from start in Gen.Choose(0, 1_000_000)
             from runs in SomeRun.ListOf()
             select (Start: start, Runs: runs)).ToArbitrary(),
            static update =>
            {
                const ulong Replica = 5;
                var runs = new List<Run>();
                int clock = update.Start;
                foreach (Func<int, Run> make in update.Runs)
                {
                    runs.Add(make(clock));
                    clock = runs[^1].End;
                }
                var writer = new UpdateWriter();
                writer.Section(Replica, runs);

                Assert.True(UpdateReader.TryRead(writer.ToArray(), out Update read));

                Assert.Equal(runs.Select(Show), read.Runs.Select(Show));
                Assert.Equal(
                    runs.Count == 0 ? [] : [new Section(Replica, update.Start, clock, 0, runs.Count)], read.Sections);
            }));

    [Fact]
    public void TryRead_EveryTruncation_IsRefused()
    {
        foreach (byte[] update in Samples.Updates())
        {
            for (int length = 0; length < update.Length; length++)
                Assert.False(UpdateReader.TryRead(update.AsSpan(0, length), out _), $"{length} of {update.Length}");
            Assert.False(UpdateReader.TryRead([.. update, 0], out _));
        }
    }

    [Theory]
    [InlineData("a later version", "02 00 00")]
    [InlineData("a table longer than the bytes", "01 FF FF FF FF 0F 00")]
    [InlineData("more sections than replicas", "01 00 01")]
    [InlineData("a section of nobody", "01 01 0000000000000000 01 01 00 01 10 00 00 01 61")]
    [InlineData("a section without runs", "01 01 0000000000000000 01 00 00 00")]
    [InlineData("two sections of one", "01 01 0000000000000000 02 00 00 01 10 00 00 01 61 00 01 01 10 00 00 01 61")]
    [InlineData("a run of nothing", "01 01 0000000000000000 01 00 00 01 00 00 00 01 61")]
    [InlineData("a form that there is not", "01 01 0000000000000000 01 00 00 01 1F 00 00 01 61")]
    [InlineData("text of another length", "01 01 0000000000000000 01 00 00 01 20 00 00 01 61")]
    [InlineData("text that is no UTF-8", "01 01 0000000000000000 01 00 00 01 10 00 00 01 FF")]
    [InlineData("text longer than the bytes", "01 01 0000000000000000 01 00 00 01 10 00 00 FF FF FF 7F 61")]
    [InlineData("a run past the last clock", "01 01 0000000000000000 01 00 FE FF FF FF 07 01 22 00 00")]
    [InlineData("an origin that comes later", "01 01 0000000000000000 01 00 00 01 10 01 00 00 01 61")]
    [InlineData("a left child of nothing", "01 01 0000000000000000 01 00 00 01 13 00 01 61")]
    [InlineData("a first run that goes on", "01 01 0000000000000000 01 00 00 01 16 01 61")]
    [InlineData("a deletion of nothing", "01 01 0000000000000000 01 00 00 01 19 00")]
    [InlineData("deletions below the first clock", "01 02 0000000000000000 0100000000000000 01 00 00 01 2A 02 00")]
    [InlineData("a clock below 0", "01 02 0000000000000000 0100000000000000 01 00 00 01 19 02 01")]
    public void TryRead_WhatIsWrong_IsRefused(string what, string hex)
    {
        byte[] bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

        Assert.False(UpdateReader.TryRead(bytes, out _), what);
        Assert.Throws<InvalidUpdateException>(() => new SharedDocument(new ReplicaId(1)).Apply(bytes));
    }

    [Fact]
    public void TryRead_TheExampleThatTheOthersBreak_IsRead() => Assert.True(UpdateReader.TryRead(
        Convert.FromHexString("0101000000000000000001000001100000" + "0161"), out _));

    // Text that is gone has a length and no bytes: the longest there is must not take memory.
    [Fact]
    public void Apply_OfTheLongestDeletedRun_TakesNoMemory()
    {
        byte[] bytes = Convert.FromHexString("01010000000000000000010000" + "01" + "E2FFFFFF7F" + "0000");
        var document = new SharedDocument(new ReplicaId(1));
        long before = GC.GetAllocatedBytesForCurrentThread();

        document.Apply(bytes);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
        Assert.Equal("", document.ToString());
        Assert.Equal("x", Insert(document, "x"));
    }

    private static string Insert(SharedDocument document, string text)
    {
        document.Insert(0, text);
        return document.ToString();
    }

    private static string Show(Run run) =>
        $"{run.Kind} {run.Clock}+{run.Length} {run.Origin} {run.RightOrigin} " +
        string.Concat(run.Text.ToArray().Select(unit => $"{(int)unit:x} "));
}
