using FileShare.Parts;
using FileShare.Progress;

namespace FileShare.Transfers;

/// <summary>Fetches one file: takes up what is there, collects the rest, checks it, and gives it its name.</summary>
internal sealed class FileFetcher(ISourceSearch search, TransferBoard board)
{
    private const long PieceBytes = 8 * 1024 * 1024;

    /// <summary>Fetches a file.</summary>
    /// <param name="job">The file, and where it is to be.</param>
    /// <param name="source">Who is known to have it.</param>
    /// <param name="cancellationToken">Stops; what has come is kept.</param>
    /// <exception cref="IncompleteException">There is no source any more.</exception>
    /// <exception cref="DamagedFileException">What came is not what was described.</exception>
    public async Task FetchAsync(FetchJob job, IFileSource source, CancellationToken cancellationToken)
    {
        Transfer transfer = board.Begin(job.File.Path, job.File.Length);
        try
        {
            await FetchAsync(job, source, search, transfer, cancellationToken);
        }
        catch (DamagedFileException) when (transfer.HadSeveralSources)
        {
            // One of the others has sent something else than it said. The one that the user has named gets its chance.
            await FetchAsync(job, source, search: null, transfer, cancellationToken);
        }
        finally
        {
            board.End(transfer);
        }
    }

    private static async Task FetchAsync(
        FetchJob job, IFileSource source, ISourceSearch? search, Transfer transfer, CancellationToken cancellationToken)
    {
        using PartFile part = PartFile.Open(job.Target, job.File);
        transfer.Resume(part.DoneBytes);
        var collector = new PieceCollector(part, new RangePlan(part.Missing, PieceBytes), transfer);
        // For less than a few pieces nobody else needs to be asked, and to hash the file for it.
        IAsyncEnumerable<IFileSource> others = job.File.Length - part.DoneBytes > 2 * PieceBytes && search is not null
            ? search.FindAsync(job.File, cancellationToken)
            : AsyncEnumerable.Empty<IFileSource>();
        await collector.RunAsync(source, others, cancellationToken);
        await part.FinishAsync(job.Overwrite, cancellationToken);
    }
}
