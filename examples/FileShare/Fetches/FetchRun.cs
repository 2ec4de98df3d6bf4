using FileShare.Contracts;
using FileShare.Parts;
using FileShare.Progress;
using FileShare.Transfers;
using FileShare.Words;

namespace FileShare.Fetches;

/// <summary>Fetches files, several at a time. One that fails does not keep the others.</summary>
internal sealed class FetchRun(string peer, IFileShare share, FileFetcher fetcher, TransferBoard board, int parallel)
{
    private readonly Lock _gate = new(); // guards _failures
    private readonly List<string> _failures = [];
    private int _fetched;

    /// <summary>How many files have come.</summary>
    public int Fetched => _fetched;

    /// <summary>What failed, in words.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Fetches them.</summary>
    /// <exception cref="IncompleteException">The source is gone.</exception>
    public Task RunAsync(IReadOnlyList<FetchJob> jobs, CancellationToken cancellationToken)
    {
        foreach (FetchJob job in jobs)
            board.Expect(job.File.Length);
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        IAsyncEnumerable<FetchJob> described = new Descriptions(share).DescribeAsync(jobs, cancellationToken);
        return Parallel.ForEachAsync(described, options, FetchAsync);
    }

    private async ValueTask FetchAsync(FetchJob job, CancellationToken cancellationToken)
    {
        try
        {
            if (job.File.Sha256 is null)
                throw new UserException(
                    ExitCode.NotFound, RefusalWords.For(RefusalReason.NotShared, peer, job.File.Path));
            Directory.CreateDirectory(Path.GetDirectoryName(job.Target)!);
            await fetcher.FetchAsync(job, new PeerFileSource(peer, share, job.File), cancellationToken);
            Interlocked.Increment(ref _fetched);
        }
        catch (Exception error) when (IsOfThisFile(error))
        {
            lock (_gate)
                _failures.Add($"'{job.Path}': {error.Message}");
        }
    }

    // Where the source itself is gone, the next file would not fare better.
    private static bool IsOfThisFile(Exception error) => error is IncompleteException { Lost.Refusal: not null }
        or DamagedFileException or UserException or IOException or UnauthorizedAccessException;
}
