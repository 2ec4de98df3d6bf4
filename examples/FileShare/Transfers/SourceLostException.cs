using FileShare.Contracts;

namespace FileShare.Transfers;

/// <summary>A source gives no more of a file; others may.</summary>
internal sealed class SourceLostException(string message, RefusalReason? refusal = null, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>Why it does not want to; null if it cannot, because it is gone.</summary>
    public RefusalReason? Refusal => refusal;
}
