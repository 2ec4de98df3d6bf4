using FsCheck;
using FsCheck.Fluent;
using PeerRpc.Broker.Groups;
using Xunit;

namespace PeerRpc.Broker.Tests.Groups;

public class GroupCursorTests
{
    private const int Members = 3;

    // More often than by default: a gap within a gap takes several things that happen to meet.
    private static readonly Config Thoroughly = Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(200);

    private static readonly Gen<RingStep> Steps =
        from kind in Gen.Frequency(
            (6, Gen.Constant(RingStepKind.Send)), (4, Gen.Constant(RingStepKind.Take)),
            (1, Gen.Constant(RingStepKind.Return)))
        from peer in Gen.Choose(0, Members)
        from count in Gen.Choose(1, 8)
        select new RingStep(kind, peer, count);

    [Fact]
    [Trait("Must", "Q-38")]
    public void Members_OfAnyGroup_GetTheMessagesOfOthersInOrderAndKnowEveryGap() => Check.One(
        Thoroughly,
        Prop.ForAll(
            (from capacity in Gen.Choose(1, 20)
             from bytes in Gen.Choose(0, 100)
             from steps in Steps.ListOf()
             select (Capacity: capacity, Bytes: bytes, Steps: steps)).ToArbitrary(),
            static run => Verify(run.Capacity, run.Bytes, run.Steps)));

    private static bool Verify(int capacity, int bytes, IEnumerable<RingStep> steps)
    {
        var ring = new GroupRing(capacity, bytes);
        // Some were there before the members joined.
        ring.Add("early", [0]);
        RingReader[] members = [.. Enumerable.Range(0, Members).Select(i => new RingReader(ring, $"peer{i}"))];
        var senders = new Dictionary<long, int>();
        foreach (RingStep step in steps)
        {
            if (step.Kind == RingStepKind.Send)
                Send(ring, members, senders, step);
            else if (step.Peer == Members)
                continue;
            else if (step.Kind == RingStepKind.Take)
                members[step.Peer].Take(step.Count);
            else
                members[step.Peer].Return();
        }
        for (int i = 0; i < Members; i++)
        {
            members[i].Finish();
            long[] others = [.. senders.Where(sent => sent.Value != i).Select(sent => sent.Key).Order()];
            AssertIsPartOf(others, members[i].Received);
        }
        return true;
    }

    private static void Send(
        GroupRing ring, RingReader[] members, Dictionary<long, int> senders, RingStep step)
    {
        for (int i = 0; i < step.Count; i++)
        {
            ring.Add($"peer{step.Peer}", new byte[step.Count]);
            senders.Add(ring.Last, step.Peer);
            if (step.Peer < Members)
                members[step.Peer].CountOwn();
        }
    }

    // Whoever walks over what was sent, leaves out as many as each gap says, and takes what was received in between,
    // arrives at the end with nothing left over.
    private static void AssertIsPartOf(long[] sent, IReadOnlyList<long> received)
    {
        long at = 0;
        foreach (long entry in received)
        {
            if (entry > 0)
                Assert.Equal(sent[at], entry);
            at += entry > 0 ? 1 : -entry;
        }
        Assert.Equal(sent.Length, at);
    }
}
