using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace PeerRpc.SharedText.Tests.Histories;

public class HistoryTests
{
    private const int LongestHistory = 60;

    private static readonly int Histories = int.Parse(
        Environment.GetEnvironmentVariable("SHAREDTEXT_HISTORIES") ?? "10000", CultureInfo.InvariantCulture);

    private static readonly Gen<Step> Steps =
        from kind in Gen.Frequency(
            (6, Gen.Constant(StepKind.Type)), (6, Gen.Constant(StepKind.Insert)),
            (3, Gen.Constant(StepKind.Backspace)), (3, Gen.Constant(StepKind.Delete)),
            (2, Gen.Constant(StepKind.Replace)), (1, Gen.Constant(StepKind.DeleteStart)),
            (3, Gen.Constant(StepKind.Undo)), (2, Gen.Constant(StepKind.Redo)), (1, Gen.Constant(StepKind.Pause)),
            (2, Gen.Constant(StepKind.Anchor)),
            (12, Gen.Constant(StepKind.Deliver)), (3, Gen.Constant(StepKind.DeliverTwice)),
            (3, Gen.Constant(StepKind.Exchange)), (1, Gen.Constant(StepKind.GoOfflineOrReturn)),
            (1, Gen.Constant(StepKind.Reopen)))
        from peer in Gen.Choose(0, 4)
        from a in Gen.Choose(0, 999)
        from b in Gen.Choose(0, 999)
        select new Step(kind, peer, a, b);

    [Fact]
    public void Peers_OfAnyHistory_EndWithOneText() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Histories),
        Prop.ForAll(
            Arb.From(
                from length in Gen.Choose(1, LongestHistory)
                from steps in Gen.ArrayOf(Steps, length)
                select steps,
                Shorter),
            static steps => Verify(steps)));

    // Without one of its parts, from halves down to single steps.
    private static IEnumerable<Step[]> Shorter(Step[] steps)
    {
        for (int size = steps.Length / 2; size > 0; size /= 2)
        {
            for (int at = 0; at + size <= steps.Length; at += size)
                yield return [.. steps[..at], .. steps[(at + size)..]];
        }
    }

    private static bool Verify(Step[] steps)
    {
        var world = new World();
        foreach (Step step in steps)
            world.Run(step);
        world.Settle();
        return true;
    }
}
