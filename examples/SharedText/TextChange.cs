namespace SharedText;

/// <summary>
/// One change of the visible text. Several of them are applied one after another, each to what the one before has left.
/// </summary>
/// <param name="Index">Where, in UTF-16 code units.</param>
/// <param name="Removed">How many code units go away there.</param>
/// <param name="Inserted">What comes to their place.</param>
public readonly record struct TextChange(int Index, int Removed, string Inserted);
