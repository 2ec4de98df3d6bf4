using FileShare.Terminals;
using FileShare.Transfers;

namespace FileShare.Fetches;

/// <summary>Finds out which files are missing or different here, and asks before any is overwritten.</summary>
internal sealed class FetchPlan(Descriptions descriptions, Terminal terminal, bool overwrite)
{
    private readonly List<FetchJob> _wanted = [];
    private readonly List<FetchJob> _different = [];

    /// <summary>How many files are the same here.</summary>
    public int Same { get; private set; }

    /// <summary>How many files stay as they are here, because nobody has allowed to overwrite them.</summary>
    public int Kept { get; private set; }

    /// <summary>What is to be fetched.</summary>
    public async Task<IReadOnlyList<FetchJob>> MakeAsync(
        IReadOnlyList<FetchJob> jobs, CancellationToken cancellationToken)
    {
        List<FetchJob> unknown = [];
        foreach (FetchJob job in jobs)
            Sort(job, LocalCopy.Compare(job.Target, job.File), unknown);
        await foreach (FetchJob job in descriptions.DescribeAsync(unknown, cancellationToken))
            Sort(job, await LocalCopy.CompareByHashAsync(job.Target, job.File, cancellationToken), unknown);
        foreach (FetchJob job in _different)
            Decide(job);
        return _wanted;
    }

    private void Sort(FetchJob job, Likeness likeness, List<FetchJob> unknown)
    {
        switch (likeness)
        {
            case Likeness.Missing:
                _wanted.Add(job);
                break;
            case Likeness.Same:
                Same++;
                break;
            case Likeness.Different:
                _different.Add(job);
                break;
            default:
                unknown.Add(job);
                break;
        }
    }

    private void Decide(FetchJob job)
    {
        if (overwrite || terminal.Confirm($"There is another '{job.Path}' here. Overwrite it?"))
            _wanted.Add(job with { Overwrite = true });
        else
            Kept++;
    }
}
