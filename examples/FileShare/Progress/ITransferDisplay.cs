namespace FileShare.Progress;

/// <summary>Shows how far the transfers are.</summary>
internal interface ITransferDisplay
{
    /// <summary>Shows it until the work has ended; its failure is left to those who wait for it.</summary>
    Task ShowAsync(TransferBoard board, Task work);
}
