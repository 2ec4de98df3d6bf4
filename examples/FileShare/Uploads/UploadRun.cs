using FileShare.Progress;
using FileShare.Words;

namespace FileShare.Uploads;

/// <summary>Puts files, several at a time. One that is refused does not keep the others.</summary>
internal sealed class UploadRun(Upload upload, TransferBoard board, int parallel)
{
    private readonly Lock _gate = new(); // guards _failures
    private readonly List<UserException> _failures = [];

    /// <summary>What was refused.</summary>
    public IReadOnlyList<UserException> Failures => _failures;

    /// <summary>Puts them.</summary>
    public Task RunAsync(IReadOnlyList<FileInfo> files, CancellationToken cancellationToken)
    {
        foreach (FileInfo file in files)
            board.Expect(file.Length);
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(files, options, PutAsync);
    }

    private async ValueTask PutAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            await upload.RunAsync(file, cancellationToken);
        }
        catch (UserException refused)
        {
            lock (_gate)
                _failures.Add(refused);
        }
    }
}
