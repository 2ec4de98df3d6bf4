using System.Runtime.InteropServices;
using System.Text;

namespace SharedText.Journals;

/// <summary>Makes the disk have a name that was given to a file, which flushing the file does not do on Unix.</summary>
internal static class DirectorySync
{
    private const int ReadOnly = 0;

    /// <summary>
    /// Flushes the directory of a file. Not every file system can; then the name comes to the disk when the system
    /// writes it there, and until then a power failure brings the old file back.
    /// </summary>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        string directory = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        int descriptor = Open(Encoding.UTF8.GetBytes(directory + '\0'), ReadOnly);
        if (descriptor < 0)
            return;
        _ = FlushDescriptor(descriptor);
        _ = Close(descriptor);
    }

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FlushDescriptor(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
