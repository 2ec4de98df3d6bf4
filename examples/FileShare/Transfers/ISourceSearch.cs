using FileShare.Contracts;

namespace FileShare.Transfers;

/// <summary>Finds others who have the same content as a file.</summary>
internal interface ISourceSearch
{
    /// <summary>Finds them, each as soon as it has answered; whoever cannot be asked is left out.</summary>
    IAsyncEnumerable<IFileSource> FindAsync(SharedFile file, CancellationToken cancellationToken);
}
