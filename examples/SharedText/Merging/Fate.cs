namespace SharedText.Merging;

/// <summary>What becomes of an update.</summary>
internal enum Fate
{
    /// <summary>All that it builds on is known.</summary>
    Ready,

    /// <summary>Something that it builds on is missing.</summary>
    Waits,

    /// <summary>Its operations build on each other in a circle: nobody can have made them.</summary>
    Impossible,
}
