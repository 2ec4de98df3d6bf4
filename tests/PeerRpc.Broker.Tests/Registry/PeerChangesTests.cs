using FsCheck;
using FsCheck.Fluent;
using PeerRpc.Broker.Registry;
using PeerRpc.Core.Connections;
using Xunit;

namespace PeerRpc.Broker.Tests.Registry;

public class PeerChangesTests
{
    private const int Capacity = 40;

    [Fact]
    public void Since_TellsWhatHasChanged_OrThatItIsTooLongAgo()
    {
        // Fewer, about as many, and more than are kept at first and at most.
        Gen<int> changes = Gen.Choose(0, 3 * Capacity);
        Prop.ForAll(Arb.From(Gen.Zip(changes, changes)), counts =>
        {
            (int before, int after) = counts;
            var kept = new PeerChanges(WorkScheduler.Pool, Capacity);
            string[] all = [.. Enumerable.Range(1, before + after).Select(i => "peer" + (i % 50))];
            foreach (string id in all[..before])
                kept.Add(id);
            kept.Keep();
            foreach (string id in all[before..])
                kept.Add(id);

            for (int since = 0; since <= all.Length; since++)
            {
                bool isKnown = since >= before && all.Length - since <= Capacity;
                Assert.Equal(isKnown ? all[since..].Distinct().Order() : null, kept.Since(since)?.Order());
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Since_BeforeAnybodyRead_IsUnknown()
    {
        var changes = new PeerChanges(WorkScheduler.Pool, Capacity);
        changes.Add("bob");

        Assert.Null(changes.Since(0));
    }
}
