namespace FileShare.Words;

/// <summary>Something that the user is to be told, and nothing else.</summary>
internal sealed class UserException(int exitCode, string message) : Exception(message)
{
    /// <summary>What the process is to end with.</summary>
    public int ExitCode => exitCode;
}
