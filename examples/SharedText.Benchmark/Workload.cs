using System.Globalization;

namespace SharedText.Benchmark;

/// <summary>Makes the document, and measures what is done with it.</summary>
internal sealed class Workload(Arguments arguments, string folder)
{
    private readonly List<(string What, string Value, string Mark)> _rows = [];
    private readonly string _updates = Path.Combine(folder, "updates");
    private readonly string _compacted = Path.Combine(folder, "compacted");
    private readonly EditingHistory _history = new(arguments.Seed);

    /// <summary>The figures as a table.</summary>
    public string Table => string.Join('\n',
    [
        "| what | measured | mark |",
        "| --- | --- | --- |",
        .. _rows.Select(static row => $"| {row.What} | {row.Value} | {row.Mark} |"),
    ]);

    public async Task RunAsync()
    {
        Write();
        await OpenAsync();
        Hold();
        Type();
    }

    // A journal as if it had never been compacted, and the same as it is.
    private void Write()
    {
        int inserted = 0;
        int deleted = 0;
        long bytes = 0;
        var building = new Times();
        using (DocumentJournal journal = DocumentJournal.Open(
            _updates, ReplicaId.Create(), long.MaxValue / 4, out SharedDocument document))
        {
            building.Measure(() =>
            {
                foreach (HistoryEdit edit in _history.Take(arguments.Operations))
                {
                    byte[] update = document.Replace(edit.Index, edit.Removed, edit.Inserted);
                    journal.Append(update);
                    bytes += update.Length;
                    inserted += edit.Inserted.Length > 0 ? 1 : 0;
                    deleted += edit.Removed;
                }
            });
            Row("operations", $"{Count(inserted + deleted)}, of them {Count(deleted)} deletions", "200 000");
            Row("characters of the document", Count(document.Length), "100 000");
            Row("making it, each edit appended to the journal", Milliseconds(building.Median), "");
            Row("update of one edit, mean", $"{Number((double)bytes / arguments.Operations)} bytes", "");
            Row("journal of all updates", Bytes(journal.FileBytes), "");
        }
        File.Copy(_updates, _compacted);
        using (DocumentJournal journal = DocumentJournal.Open(_compacted, out SharedDocument document))
        {
            journal.Compact();
            Row("journal when compacted (one snapshot)", Bytes(journal.FileBytes), "");
            Row("text alone, UTF-8", Bytes(System.Text.Encoding.UTF8.GetByteCount(document.ToString())), "");
        }
    }

    // In processes of their own: whoever starts the program has nothing compiled yet.
    private async Task OpenAsync()
    {
        Row("open the compacted journal, in a new process", Milliseconds(await OpenedAsync(_compacted)), "1000 ms");
        Row("open the journal of all updates, in a new process", Milliseconds(await OpenedAsync(_updates)), "1000 ms");
    }

    private static async Task<double> OpenedAsync(string path)
    {
        var times = new List<double>();
        for (int i = 0; i < 5; i++)
        {
            string copy = path + i.ToString(CultureInfo.InvariantCulture);
            File.Copy(path, copy);
            times.Add(await OpeningProcess.RunAsync(copy));
        }
        return times.Order().ElementAt(times.Count / 2);
    }

    private void Hold()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        SharedDocument document = OpenCompacted();
        long after = GC.GetTotalMemory(forceFullCollection: true);
        Row("memory of the document", Bytes(after - before), "");
        GC.KeepAlive(document);
    }

    // All edits by one of the three, then all by the next: between them, what the strings leave behind (two copies of the
    // text for each edit, which only a collection of everything takes away) would cost the documents time.
    private void Type()
    {
        HistoryEdit[] edits = [.. _history.Take(arguments.Keystrokes * 2)];
        SharedDocument local = OpenCompacted();
        SharedDocument remote = OpenCompacted();
        string text = local.ToString();
        List<byte[]> updates = [];
        Each("plain string, one edit", edits, "", edit =>
            text = text.Remove(edit.Index, edit.Removed).Insert(edit.Index, edit.Inserted));
        Each("local keystroke", edits, "5 ms", edit =>
            updates.Add(local.Replace(edit.Index, edit.Removed, edit.Inserted)));
        Each("remote keystroke", updates, "10 ms", update => remote.Apply(update));
        if (local.ToString() != text || remote.ToString() != text)
            throw new InvalidOperationException("The three texts are not the same.");
    }

    // The first half is not measured: its code is being compiled.
    private void Each<T>(string what, IReadOnlyList<T> all, string mark, Action<T> action)
    {
        foreach (T one in all.Take(all.Count / 2))
            action(one);
        GC.Collect();
        (int collections, TimeSpan paused) = (GC.CollectionCount(0), GC.GetTotalPauseDuration());
        var times = new Times();
        foreach (T one in all.Skip(all.Count / 2))
            times.Measure(() => action(one));
        (collections, paused) = (GC.CollectionCount(0) - collections, GC.GetTotalPauseDuration() - paused);
        Row($"{what}: median, p99, longest",
            $"{Micro(times.Median)}, {Micro(times.Percentile99)}, {Micro(times.Longest)}", mark);
        Row($"{what}: collections of garbage", $"{Count(collections)}, {Milliseconds(paused.TotalMicroseconds)}", "");
    }

    private SharedDocument OpenCompacted()
    {
        using DocumentJournal journal = DocumentJournal.Open(_compacted, out SharedDocument document);
        return document;
    }

    private void Row(string what, string value, string mark) => _rows.Add((what, value, mark));

    private static string Micro(double microseconds) => $"{Number(microseconds)} us";

    private static string Milliseconds(double microseconds) => $"{Number(microseconds / 1000)} ms";

    private static string Number(double value) =>
        value.ToString(value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture).Replace(',', ' ');

    private static string Bytes(long value) => $"{Number(value / 1024.0)} KiB";
}
