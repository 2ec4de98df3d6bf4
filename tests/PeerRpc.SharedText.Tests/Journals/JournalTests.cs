using SharedText;

namespace PeerRpc.SharedText.Tests.Journals;

public class JournalTests
{
    [Fact]
    public void Open_AfterClosing_HasTheTextUnderAFreshId()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("document");
        var replica = new ReplicaId(42);
        StateVector state;
        using (DocumentJournal journal = DocumentJournal.Open(path, replica, out SharedDocument document))
        {
            Assert.Equal(replica, document.Replica);
            journal.Append(document.Insert(0, "Hello"));
            journal.Append(document.Insert(5, " world"));
            journal.Append(document.Delete(0, 1));
            journal.Append(document.Undo()!.Update);
            state = document.State;
        }

        using DocumentJournal again = DocumentJournal.Open(path, replica, out SharedDocument opened);

        Assert.Equal("Hello world", opened.ToString());
        Assert.Equal(state, opened.State);
        Assert.NotEqual(replica, opened.Replica);
        Assert.Null(again.Recovery);
    }

    [Fact]
    public void Open_WhileItIsOpen_IsRefused()
    {
        using var folder = new TemporaryFolder();
        using DocumentJournal journal = DocumentJournal.Open(folder.File("document"), out _);

        Assert.Throws<IOException>(() => DocumentJournal.Open(folder.File("document"), out _));
    }

    [Fact]
    public void Append_AfterDispose_IsRefused()
    {
        using var folder = new TemporaryFolder();
        DocumentJournal journal = DocumentJournal.Open(folder.File("document"), out SharedDocument document);
        journal.Dispose();
        journal.Dispose();

        Assert.Throws<ObjectDisposedException>(() => journal.Append(document.Insert(0, "x")));
        Assert.Throws<ObjectDisposedException>(journal.Compact);
        Assert.Throws<ObjectDisposedException>(journal.Flush);
    }

    [Fact]
    public void Compact_OfManyUpdates_MakesItSmallAndLosesNothing()
    {
        using var folder = new TemporaryFolder();
        string text;
        using (DocumentJournal journal = DocumentJournal.Open(folder.File("document"), out SharedDocument document))
        {
            for (int i = 0; i < 1_000; i++)
                journal.Append(document.Insert(i, "x"));
            long before = journal.FileBytes;
            journal.Compact();
            Assert.InRange(journal.FileBytes, 1_000, before / 10);
            journal.Append(document.Insert(500, "behind it"));
            text = document.ToString();
        }

        using DocumentJournal again = DocumentJournal.Open(folder.File("document"), out SharedDocument opened);
        Assert.Equal(text, opened.ToString());
        Assert.Equal(["document", "document.lock"], folder.Files());
    }

    // Updates that wait for others are no part of the document yet, but of the journal.
    [Fact]
    public void Compact_WithUpdatesThatWait_KeepsThem()
    {
        using var folder = new TemporaryFolder();
        var other = new SharedDocument(new ReplicaId(7));
        byte[] first = other.Insert(0, "a");
        byte[] second = other.Insert(1, "b");
        using (DocumentJournal journal = DocumentJournal.Open(folder.File("document"), out SharedDocument document))
        {
            document.Apply(second);
            journal.Append(second);
            journal.Compact();
        }

        using DocumentJournal again = DocumentJournal.Open(folder.File("document"), out SharedDocument opened);
        Assert.True(opened.HasGaps);
        opened.Apply(first);
        Assert.Equal("ab", opened.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Append_OfMoreThanTheDocumentTakes_CompactsByItself(bool isAppendedFirst)
    {
        using var folder = new TemporaryFolder();
        var writer = new SharedDocument(new ReplicaId(7));
        long largest = 0;
        using (DocumentJournal journal = DocumentJournal.Open(
            folder.File("document"), ReplicaId.Create(), smallestGrowth: 2_000, out SharedDocument document))
        {
            for (int i = 0; i < 2_000; i++)
            {
                byte[] update = writer.Insert(i, "x");
                if (!isAppendedFirst)
                    document.Apply(update);
                journal.Append(update);
                if (isAppendedFirst)
                    document.Apply(update);
                largest = long.Max(largest, journal.FileBytes);
            }
            Assert.Null(journal.CompactionError);
        }

        Assert.InRange(largest, 2_000, 8_000);
        using DocumentJournal again = DocumentJournal.Open(folder.File("document"), out SharedDocument opened);
        Assert.Equal(writer.ToString(), opened.ToString());
    }

    [Fact]
    public void Append_WhenCompactingFails_GoesOn()
    {
        using var folder = new TemporaryFolder();
        using (DocumentJournal journal = DocumentJournal.Open(
            folder.File("document"), ReplicaId.Create(), smallestGrowth: 500, out SharedDocument document))
        {
            // The place of the new contents is taken by something that is no file.
            Directory.CreateDirectory(folder.File("document.new"));
            for (int i = 0; i < 100; i++)
                journal.Append(document.Insert(i, "x"));
            Assert.NotNull(journal.CompactionError);
            Directory.Delete(folder.File("document.new"));
            journal.Compact();
            Assert.Null(journal.CompactionError);
            journal.Append(document.Insert(100, "y"));
        }

        using DocumentJournal again = DocumentJournal.Open(folder.File("document"), out SharedDocument opened);
        Assert.Equal(new string('x', 100) + "y", opened.ToString());
    }

    [Fact]
    public void Open_AfterADeathWhileCompacting_HasTheOldContents()
    {
        using var folder = new TemporaryFolder();
        using (DocumentJournal journal = DocumentJournal.Open(folder.File("document"), out SharedDocument document))
            journal.Append(document.Insert(0, "Hello"));
        File.WriteAllText(folder.File("document.new"), "half of a snapshot");

        using DocumentJournal again = DocumentJournal.Open(folder.File("document"), out SharedDocument opened);

        Assert.Equal("Hello", opened.ToString());
        Assert.Equal(["document", "document.lock"], folder.Files());
    }

    [Fact]
    public void Open_WhatIsNoJournal_IsRefusedAndLeftAlone()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("letter"), "Dear Sir or Madam");

        Assert.Throws<InvalidDataException>(() => DocumentJournal.Open(folder.File("letter"), out _));
        Assert.Equal("Dear Sir or Madam", File.ReadAllText(folder.File("letter")));
    }

    [Fact]
    public void Open_WithAnUpdateOfALaterVersion_IsRefusedAndLeftAlone()
    {
        using var folder = new TemporaryFolder();
        using (DocumentJournal journal = DocumentJournal.Open(folder.File("document"), out _))
            journal.Append([2, 0, 0]);
        byte[] before = File.ReadAllBytes(folder.File("document"));

        Assert.Throws<InvalidDataException>(() => DocumentJournal.Open(folder.File("document"), out _));
        Assert.Equal(before, File.ReadAllBytes(folder.File("document")));
    }
}
