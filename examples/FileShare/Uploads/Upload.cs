using FileShare.Contracts;
using FileShare.Folders;
using FileShare.Progress;
using FileShare.Words;
using PeerRpc;

namespace FileShare.Uploads;

/// <summary>Puts one file into somebody's directory, from where an earlier attempt has stopped.</summary>
internal sealed class Upload(string peer, IFileShare share, TransferBoard board, bool overwrite)
{
    // A sender that was killed is noticed on the other side after a while; until then its attempt is still at work.
    private static readonly TimeSpan BusyPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(1);

    /// <summary>Puts a file.</summary>
    /// <exception cref="UserException">The other side does not take it; the message says why.</exception>
    public async Task RunAsync(FileInfo file, CancellationToken cancellationToken)
    {
        Transfer transfer = board.Begin(file.Name, file.Length);
        try
        {
            NewFile offered = new(await DescribeAsync(file, cancellationToken), overwrite);
            long from = await OfferAsync(offered, cancellationToken);
            transfer.Resume(from);
            if (from == file.Length && file.Length > 0)
                return;
            await using var content = new FileRange(file.FullName, from, file.Length - from);
            await share.Put(
                offered, from, content, new Stored(transfer), cancellationToken: cancellationToken);
            transfer.Reach(file.Length);
        }
        catch (PeerApplicationException<FileRefusal> refused)
        {
            throw new UserException(ExitCode.Refused, RefusalWords.For(refused.Detail.Reason, peer, file.Name));
        }
        finally
        {
            board.End(transfer);
        }
    }

    private static async Task<SharedFile> DescribeAsync(FileInfo file, CancellationToken cancellationToken)
    {
        await using var content = new FileRange(file.FullName, 0, file.Length);
        string hash = await ContentHash.ComputeAsync(content, cancellationToken);
        return new SharedFile(file.Name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc), hash);
    }

    private async Task<long> OfferAsync(NewFile offered, CancellationToken cancellationToken)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await share.Offer(offered, cancellationToken);
            }
            catch (PeerApplicationException<FileRefusal> refused)
                when (refused.Detail.Reason == RefusalReason.Busy
                    && TimeProvider.System.GetElapsedTime(start) < BusyPatience)
            {
                await Task.Delay(BusyPause, cancellationToken);
            }
        }
    }

    // Not Progress<T>, which would report out of order, on the thread pool.
    private sealed class Stored(Transfer transfer) : IProgress<long>
    {
        public void Report(long value) => transfer.Reach(value);
    }
}
