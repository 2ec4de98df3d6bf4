using System.Globalization;

namespace PeerRpc.Benchmarks.Measurement;

/// <summary>The kernel's mark of the most memory that this process has had resident.</summary>
internal static class PeakMemory
{
    private const string ResetFile = "/proc/self/clear_refs";
    // "5" sets the mark back to what is resident now; see proc(5).
    private const string ResetCommand = "5";
    private const string StatusFile = "/proc/self/status";
    private const string PeakLine = "VmHWM:";
    private const long BytesPerKibibyte = 1024;

    /// <summary>Sets the mark back; false where there is none or this process may not.</summary>
    public static bool TryReset()
    {
        if (!File.Exists(ResetFile)) return false;
        try
        {
            File.WriteAllText(ResetFile, ResetCommand);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Reads the mark, in bytes.</summary>
    public static long Read()
    {
        string line = File.ReadLines(StatusFile).First(text => text.StartsWith(PeakLine, StringComparison.Ordinal));
        string kibibytes = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1];
        return long.Parse(kibibytes, CultureInfo.InvariantCulture) * BytesPerKibibyte;
    }
}
