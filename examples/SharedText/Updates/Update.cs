namespace SharedText.Updates;

/// <summary>Operations that come in together or not at all.</summary>
/// <param name="Sections">One for each replica that has made some of them.</param>
/// <param name="Runs">The operations, section by section.</param>
internal sealed record Update(IReadOnlyList<Section> Sections, IReadOnlyList<Run> Runs);
