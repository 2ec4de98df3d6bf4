namespace FileShare.Transfers;

/// <summary>There is no source any more, and the file is not complete. What has come is kept.</summary>
internal sealed class IncompleteException(SourceLostException lost) : Exception(lost.Message, lost)
{
    /// <summary>What became of the last source.</summary>
    public SourceLostException Lost => lost;
}
