namespace FileShare.Contracts;

/// <summary>Why a file was not given, or not taken.</summary>
public enum RefusalReason
{
    /// <summary>There is no such file, or it is not shared.</summary>
    NotShared,

    /// <summary>The file is not the one any more that was described.</summary>
    Changed,

    /// <summary>The share takes no files.</summary>
    NoUploads,

    /// <summary>There is a file of this name, and it may not be overwritten.</summary>
    Exists,

    /// <summary>The name will not do.</summary>
    BadName,

    /// <summary>Somebody else is storing this file right now.</summary>
    Busy,

    /// <summary>There is no room for it.</summary>
    NoRoom,

    /// <summary>What came is not what the hash belongs to.</summary>
    Damaged,
}
