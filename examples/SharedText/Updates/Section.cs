namespace SharedText.Updates;

/// <summary>The part of an update that has the operations of one replica, without a gap.</summary>
/// <param name="Replica">Whose they are.</param>
/// <param name="Start">The clock of the first one.</param>
/// <param name="End">The clock behind the last one.</param>
/// <param name="FirstRun">Where its runs begin in those of the update.</param>
/// <param name="RunCount">How many they are.</param>
internal readonly record struct Section(ulong Replica, int Start, int End, int FirstRun, int RunCount);
