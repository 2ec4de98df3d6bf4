using SharedText;

namespace PeerRpc.SharedText.Tests.Journals;

/// <summary>Files that were not written to their end, or that the disk has changed.</summary>
public sealed class DamageTests : IDisposable
{
    private const int Appends = 12;
    private const int HeaderBytes = 8;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Open_TornAtEveryByte_HasEveryWholeUpdateAndGoesOn()
    {
        (byte[] whole, List<(long End, string Text)> states) = Write();
        for (int length = 0; length <= whole.Length; length++)
        {
            string path = Place(whole.AsSpan(0, length));
            (long end, string text) = states.LastOrDefault(state => state.End <= length);
            using (DocumentJournal journal = DocumentJournal.Open(path, out SharedDocument document))
            {
                Assert.Equal(text ?? "", document.ToString());
                // The header stays, if it is whole.
                long good = long.Max(end, length >= HeaderBytes ? HeaderBytes : 0);
                Assert.Equal(length - good, journal.Recovery?.TornBytes ?? 0);
                journal.Append(document.Insert(0, "new "));
            }
            using DocumentJournal again = DocumentJournal.Open(path, out SharedDocument opened);
            Assert.Equal("new " + text, opened.ToString());
            Assert.Null(again.Recovery);
        }
    }

    // Every byte of the file, one bit of it changed: all is there, or the document knows that something is missing, and
    // a peer that has it brings it back.
    [Fact]
    public void Open_WithAnyBitFlipped_KnowsThatSomethingIsMissingAndKeepsACopy()
    {
        (byte[] whole, List<(long End, string Text)> states) = Write();
        var original = new SharedDocument(new ReplicaId(5));
        string intact = Place(whole);
        byte[] all;
        using (DocumentJournal.Open(intact, out SharedDocument document))
            all = document.UpdateSince(StateVector.Empty);
        original.Apply(all);
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] flipped = [.. whole];
            flipped[at] ^= (byte)(1 << (at % 8));
            string path = Place(flipped);
            using (DocumentJournal journal = DocumentJournal.Open(path, out SharedDocument document))
            {
                Assert.NotNull(journal.Recovery);
                bool isWhole = original.State.Equals(document.State);
                Assert.True(isWhole || document.HasGaps || journal.Recovery.TornBytes > 0);
                Assert.Equal(journal.Recovery.DamagedBytes > 0, journal.Recovery.DamagedCopy is not null);
                if (journal.Recovery.DamagedCopy is { } copy)
                    Assert.Equal(flipped, File.ReadAllBytes(copy));
                // A peer that has the document brings everything back.
                byte[] lacking = original.UpdateSince(document.State);
                document.Apply(lacking);
                journal.Append(lacking);
                Assert.Equal(original.ToString(), document.ToString());
                Assert.False(document.HasGaps);
            }
            using DocumentJournal again = DocumentJournal.Open(path, out SharedDocument opened);
            Assert.Equal(original.ToString(), opened.ToString());
            Assert.Null(again.Recovery);
        }
        Assert.Equal(Appends, states.Count - 1);
    }

    public void Dispose() => _folder.Dispose();

    // The file, and what the document was at each of its sizes.
    private (byte[] Whole, List<(long End, string Text)> States) Write()
    {
        string path = _folder.File("written");
        var states = new List<(long, string)>();
        using (DocumentJournal journal = DocumentJournal.Open(path, out SharedDocument document))
        {
            states.Add((journal.FileBytes, ""));
            for (int i = 0; i < Appends; i++)
            {
                byte[] update = i % 4 == 3
                    ? document.Delete(i / 2, 2)
                    : document.Insert(document.Length / 2, $"<{i}>");
                journal.Append(update);
                states.Add((journal.FileBytes, document.ToString()));
            }
        }
        return (File.ReadAllBytes(path), states);
    }

    private string Place(ReadOnlySpan<byte> bytes)
    {
        string path = _folder.File("document");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
