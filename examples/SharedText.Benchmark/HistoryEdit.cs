namespace SharedText.Benchmark;

/// <summary>One edit of a history.</summary>
/// <param name="Index">Where.</param>
/// <param name="Removed">How many characters it deletes.</param>
/// <param name="Inserted">What it inserts.</param>
internal readonly record struct HistoryEdit(int Index, int Removed, string Inserted);
