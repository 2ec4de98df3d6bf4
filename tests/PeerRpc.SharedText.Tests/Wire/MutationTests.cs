using SharedText;

namespace PeerRpc.SharedText.Tests.Wire;

/// <summary>Bytes that somebody has changed: an update all the same, or refused without a trace.</summary>
public class MutationTests
{
    private const int Mutations = 100_000;

    // Reading an update of some hundred bytes takes some kilobytes; a length that is believed would take many more.
    private const long MostAllocated = 64 * 1024;

    [Fact]
    public void Apply_OfMutatedBytes_IsRefusedWithoutATraceOrIsAnUpdate()
    {
        var random = new Random(7);
        byte[][] updates = [.. Samples.Updates()];
        byte[] known = updates[0];
        SharedDocument document = Fresh(known);
        StateVector state = document.State;
        string text = document.ToString();
        int refused = 0;
        for (int i = 0; i < Mutations; i++)
        {
            byte[] mutated = Mutate(updates[random.Next(updates.Length)], random);
            if (TryApply(document, mutated))
            {
                document = Fresh(known);
                continue;
            }
            refused++;
            Assert.Equal(state, document.State);
            Assert.Equal(text, document.ToString());
            Assert.False(document.HasGaps);
        }

        Assert.InRange(refused, Mutations / 10, Mutations - (Mutations / 100));
    }

    [Fact]
    public void TryRead_OfMutatedStateVectorsAndAnchors_ThrowsNothing()
    {
        var random = new Random(8);
        SharedDocument document = Fresh(Samples.Updates().First());
        byte[][] samples = [document.State.ToBytes(), document.AnchorAt(3, AnchorSide.Before).ToBytes()];
        for (int i = 0; i < Mutations; i++)
        {
            byte[] mutated = Mutate(samples[i % samples.Length], random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            if (StateVector.TryRead(mutated, out StateVector? state))
                Assert.Equal(state, StateVector.TryRead(state.ToBytes(), out StateVector? again) ? again : null);
            if (TextAnchor.TryRead(mutated, out TextAnchor anchor))
                Assert.InRange(document.IndexOf(anchor), -1, document.Length);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
        }
    }

    [Fact]
    public void Apply_OfRandomBytes_IsRefused()
    {
        var random = new Random(9);
        SharedDocument document = Fresh(Samples.Updates().First());
        string text = document.ToString();
        for (int i = 0; i < 10_000; i++)
        {
            byte[] bytes = new byte[random.Next(1, 60)];
            random.NextBytes(bytes);
            if (i % 2 == 0)
                bytes[0] = 1;
            if (TryApply(document, bytes))
                document = Fresh(Samples.Updates().First());
            else
                Assert.Equal(text, document.ToString());
        }
    }

    private static SharedDocument Fresh(byte[] known)
    {
        var document = new SharedDocument(new ReplicaId(99));
        document.Apply(known);
        return document;
    }

    // True if it was an update.
    private static bool TryApply(SharedDocument document, byte[] bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            document.Apply(bytes);
            _ = document.ToString();
            return true;
        }
        catch (InvalidUpdateException)
        {
            return false;
        }
        finally
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
        }
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        List<byte> mutated = [.. bytes];
        for (int i = random.Next(1, 4); i > 0 && mutated.Count > 0; i--)
        {
            int at = random.Next(mutated.Count);
            switch (random.Next(6))
            {
                case 0:
                    mutated[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    mutated[at] = (byte)random.Next(256);
                    break;
                case 2:
                    mutated.Insert(at, (byte)random.Next(256));
                    break;
                case 3:
                    mutated.RemoveAt(at);
                    break;
                case 4:
                    mutated.RemoveRange(at, mutated.Count - at);
                    break;
                default:
                    // A length or a clock near the largest there are.
                    mutated.InsertRange(at, [0xFF, 0xFF, 0xFF, 0xFF, (byte)random.Next(128)]);
                    break;
            }
        }
        return [.. mutated];
    }
}
