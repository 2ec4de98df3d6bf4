namespace SharedText;

/// <summary>What opening a journal has found wrong with its file, and put right.</summary>
/// <param name="TornBytes">
/// Bytes at the end that are no whole record: what was being written when the process was killed. They are cut off.
/// </param>
/// <param name="DamagedBytes">
/// Bytes in the middle that are no record any more. The records behind them are read; what was lost comes back from
/// others, and until then <see cref="SharedDocument.HasGaps"/> tells, if anything that is left builds on it.
/// </param>
/// <param name="DamagedCopy">Where the file stands as it was found, if it was damaged in the middle.</param>
public sealed record JournalRecovery(long TornBytes, long DamagedBytes, string? DamagedCopy);
