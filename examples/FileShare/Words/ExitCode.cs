namespace FileShare.Words;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    /// <summary>All is done.</summary>
    public const int Done = 0;

    /// <summary>Something failed; the last lines say what.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>There is no such peer, or no such file.</summary>
    public const int NotFound = 3;

    /// <summary>The other side, or the user, did not allow it.</summary>
    public const int Refused = 4;

    /// <summary>The connection or the other side is gone. The same command goes on from there.</summary>
    public const int Incomplete = 5;

    /// <summary>Ctrl-C. The same command goes on where this one has stopped.</summary>
    public const int Interrupted = 130;
}
