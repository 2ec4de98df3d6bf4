using SharedText;

namespace PeerRpc.SharedText.Tests.Wire;

/// <summary>Updates that have everything in them that there is.</summary>
internal static class Samples
{
    /// <summary>The first one builds on nothing, each other one on that.</summary>
    public static IEnumerable<byte[]> Updates()
    {
        var first = new SharedDocument(new ReplicaId(1));
        var second = new SharedDocument(new ReplicaId(ulong.MaxValue));
        first.Insert(0, "Hello \U0001F600 world, ä and € and \uD800");
        for (int i = 0; i < 4; i++)
            first.Delete(10 - i, 1);
        first.Delete(0, 1);
        byte[] known = first.UpdateSince(StateVector.Empty);
        yield return known;
        second.Apply(known);
        StateVector state = second.State;
        second.Insert(3, "second");
        second.Insert(3, "first");
        second.Delete(1, 5);
        first.Insert(3, "meanwhile");
        yield return first.UpdateSince(state);
        yield return second.UpdateSince(state);
        first.Apply(second.UpdateSince(state));
        yield return first.Replace(2, 9, "all of it");
        yield return first.Undo()!.Update;
        yield return first.UpdateSince(StateVector.Empty);
        yield return first.UpdateSince(state);
    }
}
