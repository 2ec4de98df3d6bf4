using System.Runtime.CompilerServices;
using FileShare.Contracts;
using FileShare.Transfers;

namespace FileShare.Fetches;

/// <summary>Asks for the hashes of files, many in one call: a call for each would cost a round trip for each.</summary>
internal sealed class Descriptions(IFileShare share)
{
    /// <summary>Adds the hashes to jobs; what is not shared any more is given without one.</summary>
    public async IAsyncEnumerable<FetchJob> DescribeAsync(
        IReadOnlyCollection<FetchJob> jobs, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (FetchJob[] batch in jobs.Chunk(SharedFile.MostAtOnce))
        {
            // The answers are in the order of the questions, so each answer passes over what was left out before it.
            var open = new Queue<FetchJob>(batch);
            string[] paths = [.. batch.Select(job => job.File.Path)];
            await foreach (SharedFile file in share.Describe(paths, cancellationToken))
            {
                while (open.TryDequeue(out FetchJob? job))
                {
                    bool isMeant = job.File.Path == file.Path;
                    yield return isMeant ? job with { File = file } : job;
                    if (isMeant)
                        break;
                }
            }
            foreach (FetchJob job in open)
                yield return job;
        }
    }
}
