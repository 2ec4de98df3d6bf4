namespace SharedText.Sequences;

/// <summary>A character by its id; none stands for the start of the document or for its end.</summary>
/// <param name="Owner">Who has inserted it.</param>
/// <param name="Clock">The clock of its insertion.</param>
internal readonly record struct CharId(ReplicaLog? Owner, int Clock);
