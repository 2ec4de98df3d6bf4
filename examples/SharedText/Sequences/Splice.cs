namespace SharedText.Sequences;

/// <summary>A change of the visible text.</summary>
/// <param name="Index">Where.</param>
/// <param name="Removed">How many characters go away there.</param>
/// <param name="Inserted">What comes to their place.</param>
internal readonly record struct Splice(int Index, int Removed, string Inserted);
