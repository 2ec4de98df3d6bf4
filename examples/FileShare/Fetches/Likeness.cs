namespace FileShare.Fetches;

/// <summary>What a file that is here is to one that somebody shares.</summary>
internal enum Likeness
{
    /// <summary>It is not here.</summary>
    Missing,

    /// <summary>It is the same.</summary>
    Same,

    /// <summary>It is another one.</summary>
    Different,

    /// <summary>Equally long, of another time.</summary>
    Unknown,
}
