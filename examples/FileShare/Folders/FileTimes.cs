using Microsoft.Win32.SafeHandles;

namespace FileShare.Folders;

/// <summary>Gives files the time that they have elsewhere.</summary>
internal static class FileTimes
{
    // No file system has older ones, and some refuse them: another machine may say anything.
    private static readonly DateTimeOffset Oldest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Set(SafeFileHandle file, DateTimeOffset modified)
    {
        if (modified >= Oldest)
            File.SetLastWriteTimeUtc(file, modified.UtcDateTime);
    }

    public static void Set(string path, DateTimeOffset modified)
    {
        if (modified >= Oldest)
            File.SetLastWriteTimeUtc(path, modified.UtcDateTime);
    }
}
