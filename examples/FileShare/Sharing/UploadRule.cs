namespace FileShare.Sharing;

/// <summary>Whether others may put files into the shared directory.</summary>
internal enum UploadRule
{
    /// <summary>They may not.</summary>
    None,

    /// <summary>They may, under new names.</summary>
    NewFiles,

    /// <summary>They may replace files, too, if they say so.</summary>
    Overwrite,
}
